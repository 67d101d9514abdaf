export { EnrollmentService } from './data/enrollment-service';
export { LessonService } from './data/lesson-service';
export { LessonList } from './ui/lesson-list';
export { ResumeHero } from './ui/resume-hero';
export { DashboardService } from './data/dashboard-service';
