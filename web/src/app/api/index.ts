/** Short names for what the HTTP API answers. Nothing here imports anything of the application. */

export type Id = string;

export interface Page<T> {
  next: string | null;
  previous: string | null;
  count: number;
  results: T[];
}

export interface User {
  id: Id;
  username: string;
  email: string;
  first_name: string;
  last_name: string;
  bio: string;
  profile_picture: string | null;
  is_instructor: boolean;
  is_student: boolean;
  is_staff: boolean;
}

/** What anybody may know of a person. */
export interface Person {
  id: Id;
  username: string;
  name?: string;
  first_name?: string;
  last_name?: string;
  bio?: string;
  profile_picture?: string | null;
  is_instructor?: boolean;
  is_student?: boolean;
  is_staff?: boolean;
  email?: string;
  created_at?: string;
}

export interface Session {
  token: string;
  user: User;
}

export interface Category {
  id: Id;
  name: string;
  description: string;
  position: number;
}

export interface Course {
  id: Id;
  title: string;
  summary: string;
  description: string;
  description_html?: string;
  instructor: Id | Person | null;
  category: Id | Pick<Category, 'id' | 'name'> | null;
  image: string | null;
  price: string;
  currency: string;
  published: boolean;
  published_at: string | null;
  level: string;
  language: string;
  tags: string[];
  lesson_count: number;
  enrollment_count: number;
  minutes: number;
}

export interface OutlineLesson {
  id: Id;
  title: string;
  minutes: number;
  preview: boolean;
  position: number;
  completion: 'view' | 'quiz';
  quizzes: Id[];
}

export interface OutlineSection {
  title: string;
  lessons: OutlineLesson[];
}

export interface Outline {
  course: Id;
  sections: OutlineSection[];
}

export interface Lesson {
  id: Id;
  course: Id;
  title: string;
  position: number;
  section: string;
  /** Absent from a lesson that one may not read. */
  content_html?: string;
  video_url?: string;
  minutes: number;
  preview: boolean;
  completion: 'view' | 'quiz';
}

export interface ProgressSummary {
  completed: number;
  total: number;
  percent: number;
}

export interface CourseSummary {
  id: Id;
  title: string;
  image: string;
  lesson_count: number;
  category: Id | null;
}

export interface Enrollment {
  id: Id;
  student: Id;
  course: Id | CourseSummary;
  status: 'active' | 'pending';
  enrolled_at: string;
  completed_at: string | null;
  completed_lessons: Id[];
  last_lesson: Id | null;
  progress: ProgressSummary;
}

export interface LessonProgress {
  id: Id;
  student: Id;
  lesson: Id;
  course: Id;
  completed: boolean;
  completed_at: string | null;
  updated_at: string;
}

export interface Quiz {
  id: Id;
  lesson: Id;
  course: Id;
  title: string;
  passing_score: number;
  max_attempts: number;
  time_limit_seconds: number;
  shuffle: boolean;
  reveal: 'never' | 'after_submit' | 'after_pass';
}

export type QuestionKind =
  'single' | 'multiple' | 'true_false' | 'short_text' | 'numeric' | 'matching' | 'essay';

export interface Option {
  id: Id;
  text: string;
}

export interface AttemptQuestion {
  id: Id;
  kind: QuestionKind;
  text_html: string;
  points: number;
  choices: Option[];
  prompts: Option[];
  matches: Option[];
}

export type AnswerValue = string | number | boolean | string[] | Record<Id, Id> | null;

export interface Answer {
  value: AnswerValue;
  version: number;
}

export type Answers = Record<Id, Answer>;

export interface Attempt {
  id: Id;
  quiz: Id;
  number: number;
  started_at: string;
  deadline: string | null;
  submitted_at: string | null;
  server_time: string;
  attempts_left: number | null;
  questions: AttemptQuestion[];
  answers: Answers;
}

export interface ChosenFeedback {
  choice: Id;
  is_correct: boolean;
  feedback: string;
}

/** How much of it is there depends on what the quiz reveals. */
export interface QuestionFeedback {
  question: Id;
  correct: boolean | null;
  partial: boolean;
  points?: number | null;
  max_points?: number;
  chosen?: ChosenFeedback[];
  answer?: AnswerValue;
  explanation?: string;
}

export interface Submission {
  id: Id;
  quiz: Id;
  attempt: Id;
  status: 'graded' | 'awaiting_review';
  /** Percent; null until an instructor has read the essays. */
  score: number | null;
  points: number;
  max_points: number;
  passed: boolean | null;
  attempts_left: number | null;
  submitted_at: string;
  feedback: QuestionFeedback[];
}

export interface Notification {
  id: Id;
  kind: string;
  message: string;
  url: string;
  created_at: string;
  is_read: boolean;
  read_at: string | null;
}

export interface LessonLink {
  id: Id;
  title: string;
  minutes?: number;
}

export interface DashboardCourse {
  enrollment: Id;
  status: 'active' | 'pending';
  course: { id: Id; title: string };
  completed_at: string | null;
  progress: ProgressSummary;
  next_lesson: LessonLink | null;
}

export interface Dashboard {
  resume: { course: { id: Id; title: string }; lesson: LessonLink } | null;
  courses: DashboardCourse[];
  activity: { date: string; lessons_completed: number; quizzes_submitted: number }[];
  scores: {
    quiz: Id;
    title: string;
    score: number | null;
    passed: boolean | null;
    submitted_at: string;
  }[];
  milestones: { course: { id: Id; title: string }; percent: number; reached_at: string }[];
  totals: {
    lessons_completed: number;
    courses_completed: number;
    courses_active: number;
    average_score: number | null;
  };
}
