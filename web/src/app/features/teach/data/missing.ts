import { Choice, Course, Outline, Question } from '../../../api';
import { lackOf } from './readiness';

/** What a course lacks: without some things it cannot be published, others are only missed. */
export interface Missing {
  what: 'lessons' | 'summary' | 'category' | 'quiz' | 'noQuestions' | 'unready';
  /** The lesson that it is about. */
  title?: string;
  blocks: boolean;
}

export function missingOf(
  course: Course,
  outline: Outline,
  questions: readonly Question[],
  choices: readonly Choice[],
): Missing[] {
  const lessons = outline.sections.flatMap((section) => section.lessons);
  const missing: Missing[] = [];
  if (!lessons.length) missing.push({ what: 'lessons', blocks: true });
  for (const { title, completion, quizzes } of lessons) {
    if (completion === 'quiz' && !quizzes.length)
      missing.push({ what: 'quiz', title, blocks: false });
    for (const quiz of quizzes) {
      const asked = questions.filter((question) => question.quiz === quiz);
      const lacks = asked.some((question) =>
        lackOf(
          question,
          choices.filter((choice) => choice.question === question.id),
        ),
      );
      if (!asked.length) missing.push({ what: 'noQuestions', title, blocks: false });
      else if (lacks) missing.push({ what: 'unready', title, blocks: false });
    }
  }
  if (!course.summary.trim()) missing.push({ what: 'summary', blocks: false });
  if (!course.category) missing.push({ what: 'category', blocks: false });
  return missing;
}
