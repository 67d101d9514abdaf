"""What all links of e-mails have in common."""

from lectern.shared.errors import Invalid


class LinkInvalid(Invalid):
    """The link is not one of ours, has been used, or has expired."""

    code = "link-invalid"
    title = "This link is not valid any more. Ask for another one."
