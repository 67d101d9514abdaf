export { COURSE_STATES, TeachingService, stateOf } from './data/teaching-service';
export type { CourseState } from './data/teaching-service';
