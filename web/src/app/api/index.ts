/** Short names for what the HTTP API answers; the shapes are generated from its OpenAPI document. */
import type { components } from './schema';

type Schemas = components['schemas'];

/** An answer always carries the fields that a request may leave out, and belongs to its reader. */
type Answered<Name extends keyof Schemas> = {
  -readonly [Key in keyof Schemas[Name]]-?: Schemas[Name][Key];
};

export type Id = string;

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
export type Person = Pick<Answered<'User'>, 'id' | 'username'> &
  Partial<Answered<'User'>> & { name?: string };

export type Category = Answered<'Category'>;

/** With `?expand=instructor,category` the references hold a summary instead of an id. */
export type Course = Omit<Answered<'Course'>, 'instructor' | 'category'> & {
  instructor: Id | Person | null;
  category: Id | Pick<Category, 'id' | 'name'> | null;
  /** Only in the answer for one course. */
  description_html?: string;
};

/** A course as its author sees it. */
export type WrittenCourse = Course & { description: string };

export interface CourseSummary {
  id: Id;
  title: string;
  image: string;
  lesson_count: number;
  category: Id | null;
}

export type Outline = Schemas['Outline'];
export type OutlineLesson = Schemas['OutlineLesson'];
export type OutlineSection = Schemas['OutlineSection'];

export type Lesson = Answered<'Lesson'> & {
  /** Absent from lists, and from a lesson that one may not read. */
  content_html?: string;
  video_url?: string;
};

/** A lesson as its author sees it. */
export type WrittenLesson = Lesson & { content: string };

export type LessonProgress = Answered<'Progress'>;
export type ProgressSummary = Answered<'Share'>;

/** With `?expand=course` the course is a summary. */
export type Enrollment = Omit<Answered<'Enrollment'>, 'course' | 'last_lesson'> & {
  course: Id | CourseSummary;
  last_lesson: Id | null;
};

export type Dashboard = Schemas['Dashboard'];
export type DashboardCourse = Schemas['DashboardCourse'];

export type Quiz = Answered<'Quiz'>;
export type Question = Answered<'Question'>;
export type Choice = Answered<'Choice'>;
export type QuizStatistics = Schemas['QuizStatistics'];
export type QuestionStatistics = Schemas['QuestionStatistics'];
export type Attempt = Answered<'Attempt'>;
export type AttemptPaper = Answered<'AttemptPaper'>;
export type AttemptQuestion = Schemas['AttemptQuestion'];
export type SavedAnswer = Schemas['SavedAnswer'];
export type AnswerValue = SavedAnswer['value'];
export type Answers = Record<Id, SavedAnswer>;

export type Submission = Answered<'Submission'>;
export type SubmissionDetail = Answered<'SubmissionDetail'>;
export type QuestionFeedback = Schemas['QuestionFeedback'];

/** Whom it does not concern, what is not public is not told. */
export type Certificate = Schemas['Certificate'];

export type Notification = Answered<'Notification'>;
export type Preferences = Schemas['Preferences'];
export type Stopped = Schemas['Stopped'];

/** Its report, as its kind writes it, is only in the answer for one job. */
export type Job = Schemas['Job'] & { report?: unknown[] };

export type Found = Schemas['Found'];

export type Learner = Schemas['Learner'];
export type Grades = Schemas['Grades'];
export type BestResult = Schemas['BestResult'];
export type Analytics = Schemas['Analytics'];
export type Announcement = Schemas['Announcement'];

export type AdminDashboard = Schemas['AdminDashboard'];
export type AuditEvent = Schemas['AuditEvent'];
export type DeadLetter = Schemas['DeadLetter'];
