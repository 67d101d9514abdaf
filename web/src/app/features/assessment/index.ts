export { FeedbackItem } from './ui/feedback-item';
