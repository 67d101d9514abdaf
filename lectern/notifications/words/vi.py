"""Vietnamese: nouns have one form, whatever the number."""

from lectern.notifications.words.language import Frame, Language, Words


def _plural(_number: float) -> str:
    return "other"


VIETNAMESE = Language(
    code="vi",
    plurals=("other",),
    plural=_plural,
    groups={
        "courses": "Ghi danh khóa học",
        "progress": "Tiến độ",
        "quizzes": "Bài kiểm tra",
        "announcements": "Thông báo",
        "account": "Tài khoản và bảo mật",
    },
    phrases={
        "attempts-left": {
            "0": "Bạn đã hết lượt làm bài.",
            "other": "Bạn còn {n} lượt làm bài.",
        },
        "more": {"other": "Và {n} thông báo khác."},
        "news": {"other": "Bạn có {n} thông báo"},
        "minutes": {"other": "{n} phút"},
        "days": {"other": "{n} ngày"},
    },
    frame=Frame(
        greeting="Xin chào {name},",
        reason="Bạn nhận được thư này vì bạn có tài khoản tại {site}.",
        settings="Chọn những thông báo bạn muốn nhận",
        unsubscribe="Ngừng nhận thư loại này",
        unsubscribe_all="Ngừng nhận mọi thư, trừ thư về tài khoản của bạn",
        digest_subject="{count:news}",
        digest_message="Đây là những gì đã diễn ra kể từ lần trước:",
        digest_more="{count:more}",
        digest_action="Xem thông báo của bạn",
    ),
    unknown="Có một thông báo mới.",
    kinds={
        "enrolled": Words(
            label="Bạn được ghi danh vào một khóa học",
            message="Bạn đã được ghi danh vào khóa học “{course}”. Chúc bạn học vui bài đầu tiên.",
            subject="Bạn đã được ghi danh vào {course}",
            action="Bắt đầu học",
        ),
        "place-requested": Words(
            label="Yêu cầu ghi danh của bạn đã được gửi",
            message="Yêu cầu ghi danh của bạn vào “{course}” đang chờ giảng viên xác nhận.",
            subject="Đã nhận yêu cầu ghi danh vào {course}",
            action="Xem khóa học",
        ),
        "place-to-confirm": Words(
            label="Có người chờ một chỗ trong khóa học bạn dạy",
            message="Có người chờ một chỗ trong khóa học “{course}”. Vui lòng xác nhận hoặc xóa.",
            subject="Có người chờ một chỗ trong khóa học {course}",
            action="Xem ai đang chờ",
        ),
        "place-activated": Words(
            label="Yêu cầu ghi danh của bạn được xác nhận",
            message="Yêu cầu ghi danh của bạn vào “{course}” đã được xác nhận. Bạn có thể bắt đầu.",
            subject="Ghi danh vào {course} đã được xác nhận",
            action="Bắt đầu học",
        ),
        "place-suspended": Words(
            label="Chỗ của bạn trong khóa học tạm dừng",
            message="Chỗ của bạn trong “{course}” tạm dừng. Kết quả học tập của bạn được giữ lại.",
            subject="Chỗ của bạn trong {course} tạm dừng",
            action="Xem khóa học",
        ),
        "milestone": Words(
            label="Bạn hoàn thành một phần tư, một nửa hoặc ba phần tư khóa học",
            message="Bạn đã hoàn thành {percent}% khóa học “{course}”.",
            subject="Hoàn thành {percent}% khóa học {course}",
            action="Học tiếp",
        ),
        "course-completed": Words(
            label="Bạn hoàn thành một khóa học",
            message="Bạn đã hoàn thành khóa học “{course}”. Chúc mừng bạn!",
            subject="Bạn đã hoàn thành {course}",
            action="Xem tiến độ của bạn",
        ),
        "certificate-issued": Words(
            label="Bạn nhận được chứng chỉ",
            message="Chứng chỉ khóa học “{course}” của bạn đã sẵn sàng. Số chứng chỉ: {number}.",
            subject="Chứng chỉ khóa học {course} của bạn",
            action="Xem chứng chỉ",
        ),
        "certificate-revoked": Words(
            label="Một chứng chỉ của bạn bị thu hồi",
            message="Chứng chỉ khóa học “{course}” của bạn không còn hiệu lực. Lý do: {reason}",
            subject="Chứng chỉ khóa học {course} của bạn đã bị thu hồi",
            action="Xem chứng chỉ",
        ),
        "certificate-reinstated": Words(
            label="Một chứng chỉ của bạn có hiệu lực trở lại",
            message="Chứng chỉ khóa học “{course}” của bạn đã có hiệu lực trở lại.",
            subject="Chứng chỉ khóa học {course} của bạn có hiệu lực trở lại",
            action="Xem chứng chỉ",
        ),
        "quiz-passed": Words(
            label="Bạn đạt một bài kiểm tra",
            message="Bạn đã đạt bài kiểm tra “{quiz}” với {score}%.",
            subject="Bạn đã đạt bài kiểm tra {quiz}",
            action="Xem kết quả",
        ),
        "quiz-failed": Words(
            label="Một bài kiểm tra cần làm lại",
            message=(
                "Bạn cần làm lại bài kiểm tra “{quiz}”: bạn đạt {score}%. "
                "{attempts_left:attempts-left}"
            ),
            subject="{quiz}: cần làm lại",
            action="Làm lại",
        ),
        "quiz-retaken": Words(
            label="Một lần làm lại chưa đạt điểm đỗ",
            message=(
                "Bạn đạt {score}% ở “{quiz}”. Bạn đã vượt qua trước đó và kết quả đó vẫn được tính."
            ),
            subject="Kết quả của bạn ở {quiz}",
            action="Xem kết quả",
        ),
        "quiz-awaiting-review": Words(
            label="Giảng viên sẽ chấm một bài kiểm tra",
            message="Bạn đã nộp bài kiểm tra “{quiz}”. Giảng viên sẽ chấm bài của bạn.",
            subject="Đã nộp bài kiểm tra {quiz}",
            action="Xem bài kiểm tra",
        ),
        "essay-to-review": Words(
            label="Một bài luận trong khóa học bạn dạy đang chờ chấm",
            message="Bài kiểm tra “{quiz}” trong khóa học “{course}” có bài luận. Vui lòng chấm.",
            subject="Một bài luận đang chờ trong khóa học {course}: {quiz}",
            action="Chấm bài",
        ),
        "course-announcement": Words(
            label="Thông báo trong các khóa học của bạn",
            message="“{course}”: {title}",
            subject="{course}: {title}",
            action="Đọc trong khóa học",
        ),
        "site-announcement": Words(
            label="Thông báo chung cho mọi người",
            message="Thông báo: {title}",
            subject="{title}",
            action="Đọc thông báo",
        ),
        "message": Words(
            label="Tin nhắn từ giảng viên và người quản trị trang",
            message="{text}",
            subject="Bạn có một tin nhắn",
            action="Mở tin nhắn",
        ),
        "password-reset": Words(
            label="Liên kết để đặt mật khẩu mới",
            message=(
                "Có người, mong là chính bạn, đã yêu cầu đặt mật khẩu mới cho tài khoản của bạn. "
                "Liên kết chỉ dùng được một lần, trong vòng {minutes:minutes}. Nếu không phải bạn, "
                "hãy bỏ qua thư này: không có gì thay đổi."
            ),
            subject="Đặt mật khẩu mới",
            action="Đặt mật khẩu mới",
        ),
        "invitation": Words(
            label="Tài khoản được tạo cho bạn",
            message=(
                "Một tài khoản đã được tạo cho bạn. Tên đăng nhập của bạn là {username}. Hãy đặt "
                "mật khẩu để bắt đầu; liên kết chỉ dùng được một lần, trong vòng {days:days}."
            ),
            subject="Đặt mật khẩu cho tài khoản mới của bạn",
            action="Đặt mật khẩu",
        ),
        "email-verification": Words(
            label="Liên kết để xác nhận địa chỉ email",
            message=(
                "Vui lòng xác nhận {address} là địa chỉ email của bạn. Liên kết dùng được trong "
                "{days:days}. Nếu bạn không có tài khoản ở đây, hãy bỏ qua thư này: không có gì "
                "xảy ra."
            ),
            subject="Xác nhận địa chỉ email của bạn",
            action="Xác nhận",
        ),
        "email-change": Words(
            label="Địa chỉ email của bạn sắp thay đổi",
            message=(
                "Có người, mong là chính bạn, đã yêu cầu đổi địa chỉ email của tài khoản thành "
                "{address}. Nếu không phải bạn, hãy đặt mật khẩu mới ngay: việc đó sẽ dừng thay "
                "đổi này."
            ),
            subject="Địa chỉ email của bạn sắp thay đổi",
            action="Mở phần cài đặt",
        ),
        "instructor-requested": Words(
            label="Có người xin làm giảng viên",
            message="{name} xin làm giảng viên. Vui lòng chấp thuận hoặc từ chối.",
            subject="{name} xin làm giảng viên",
            action="Quyết định",
        ),
        "instructor-approved": Words(
            label="Bạn được phép giảng dạy",
            message="Bạn đã là giảng viên. Hãy đăng nhập lại để tạo khóa học đầu tiên.",
            subject="Bạn đã là giảng viên",
            action="Tạo khóa học",
        ),
        "instructor-declined": Words(
            label="Bạn chưa được phép giảng dạy",
            message="Yêu cầu làm giảng viên của bạn chưa được chấp nhận.",
            subject="Yêu cầu làm giảng viên của bạn",
            action="Tiếp tục học",
        ),
        "second-factor-on": Words(
            label="Xác thực hai bước được bật",
            message=(
                "Từ nay, đăng nhập vào tài khoản của bạn cần thêm một mã. Nếu không phải bạn, hãy "
                "đặt mật khẩu mới và nhờ quản trị viên giúp đỡ."
            ),
            subject="Tài khoản của bạn được bảo vệ bằng xác thực hai bước",
            action="Mở phần cài đặt",
        ),
        "second-factor-off": Words(
            label="Xác thực hai bước bị tắt",
            message=(
                "Đăng nhập vào tài khoản của bạn không còn cần mã. Nếu không phải bạn, hãy đặt mật "
                "khẩu mới và bật lại xác thực hai bước."
            ),
            subject="Xác thực hai bước của tài khoản đã tắt",
            action="Mở phần cài đặt",
        ),
    },
)
