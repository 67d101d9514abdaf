export { CourseService } from './data/course-service';
export { CourseCard } from './ui/course-card';
