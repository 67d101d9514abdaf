/** Short names for what the HTTP API answers; the shapes are generated from its OpenAPI document. */
import type { components } from './schema';

type Schemas = components['schemas'];

/** An answer belongs to its reader. */
type Answered<Name extends keyof Schemas> = {
  -readonly [Key in keyof Schemas[Name]]: Schemas[Name][Key];
};

export type Id = string;

/** Without `?expand=` references are ids. */
type Plain<T, References extends keyof T> = Omit<T, References> & Record<References, Id>;

export interface Page<T> {
  next: string | null;
  previous: string | null;
  count: number;
  results: T[];
}

export type User = Answered<'Me'>;
export type Session = Omit<Schemas['SignedIn'], 'user'> & { user: User };
/** Without a token when the e-mail address must be proven first. */
export type Joined = Omit<Schemas['Registered'], 'user'> & { user: User };
/** The password was right; a code is still to come. */
export type HalfWay = Schemas['HalfWay'];
export type SignIn = Schemas['Session'];
export type SecondFactor = Schemas['Factor'];
export type SecondFactorSetup = Schemas['Setup'];
export type Upload = Answered<'Upload'>;

/** What is known of a person: little by strangers, all by admins, a name when inlined elsewhere. */
export type Person = Pick<Answered<'User'>, 'id' | 'username' | 'profile_picture'> &
  Partial<Answered<'User'>> & { name?: string };

export type Category = Answered<'Category'>;

export type Course = Answered<'Course'>;
export type CourseDetail = Answered<'CourseDetail'>;
export type CourseSummary = Answered<'CourseSummary'>;

export type Outline = Schemas['Outline'];
export type OutlineLesson = Schemas['OutlineLesson'];
export type OutlineSection = Schemas['OutlineSection'];

export type Lesson = Plain<Answered<'Lesson'>, 'course'>;
/** Its content is absent where one may not read it. */
export type LessonDetail = Plain<Answered<'LessonDetail'>, 'course'>;
/** A lesson as its author sees it. */
export type WrittenLesson = Required<LessonDetail>;

export type LessonProgress = Plain<Answered<'Progress'>, 'student' | 'course' | 'lesson'>;
export type ProgressSummary = Answered<'Share'>;

/** With `?expand=course` the course is a summary; a place goes with its course. */
export type Enrollment = Omit<Answered<'Enrollment'>, 'course' | 'last_lesson'> & {
  course: NonNullable<Schemas['Enrollment']['course']>;
  last_lesson: Id | null;
};

export type Dashboard = Schemas['Dashboard'];
export type DashboardCourse = Schemas['DashboardCourse'];

export type Quiz = Plain<Answered<'Quiz'>, 'lesson' | 'course'>;
/** Questions and choices as their author sees them: with the key. */
export type Question = Required<Answered<'Question'>>;
export type Choice = Required<Answered<'Choice'>>;
export type QuizStatistics = Schemas['QuizStatistics'];
export type QuestionStatistics = Schemas['QuestionStatistics'];
export type Attempt = Plain<Answered<'Attempt'>, 'student' | 'quiz' | 'course'>;
export type AttemptPaper = Plain<Answered<'AttemptPaper'>, 'student' | 'quiz' | 'course'>;
export type AttemptQuestion = Schemas['AttemptQuestion'];
export type SavedAnswer = Schemas['SavedAnswer'];
export type AnswerValue = SavedAnswer['value'];
export type Answers = Record<Id, SavedAnswer>;

export type Submission = Plain<Answered<'Submission'>, 'student' | 'quiz' | 'course'>;
export type SubmissionDetail = Plain<Answered<'SubmissionDetail'>, 'student' | 'quiz' | 'course'>;
export type QuestionFeedback = Schemas['QuestionFeedback'];

/** Whom it does not concern, what is not public is not told. */
export type Certificate = Plain<Schemas['Certificate'], 'course'>;

export type Notification = Answered<'Notification'>;
export type Preferences = Schemas['Preferences'];
export type Stopped = Schemas['Stopped'];

/** Its report is as its kind writes it. */
export type Job = Omit<Schemas['JobDetail'], 'report'> & { report: unknown[] };

export type Found = Schemas['Found'];

export type Learner = Schemas['Learner'];
export type Grades = Schemas['Grades'];
export type BestResult = Schemas['BestResult'];
export type Analytics = Schemas['Analytics'];
export type Announcement = Schemas['Announcement'];

export type Site = Answered<'Site'>;
export type AdminDashboard = Schemas['AdminDashboard'];
export type AuditEvent = Schemas['AuditEvent'];
export type DeadLetter = Schemas['DeadLetter'];
