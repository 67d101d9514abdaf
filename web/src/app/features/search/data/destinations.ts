import { Role } from '../../../core/auth/auth-service';
import { IconName } from '../../../ui/icon/icons.generated';

export interface Destination {
  link: string;
  label: string;
  icon: IconName;
  /** Who has this page; nobody in particular: everybody. */
  who?: Role | 'teacher' | 'member' | 'visitor' | 'newcomer';
}

/** The pages that one can go to from anywhere. */
export const DESTINATIONS: readonly Destination[] = [
  { link: '/', label: 'nav.home', icon: 'house' },
  { link: '/courses', label: 'nav.courses', icon: 'compass' },
  { link: '/dashboard', label: 'nav.learning', icon: 'book-open', who: 'member' },
  { link: '/enrollments', label: 'nav.enrollments', icon: 'graduation-cap', who: 'member' },
  { link: '/progress', label: 'nav.progress', icon: 'chart-column', who: 'member' },
  { link: '/notifications', label: 'nav.notifications', icon: 'bell', who: 'member' },
  { link: '/teach', label: 'nav.teach', icon: 'presentation', who: 'teacher' },
  { link: '/admin', label: 'nav.admin', icon: 'chart-column', who: 'admin' },
  { link: '/admin/people', label: 'nav.users', icon: 'users', who: 'admin' },
  { link: '/settings', label: 'nav.settings', icon: 'settings', who: 'member' },
  { link: '/login', label: 'nav.login', icon: 'log-in', who: 'visitor' },
  { link: '/register', label: 'nav.register', icon: 'user-plus', who: 'newcomer' },
];

/** Whether somebody has this page; `open` is whether visitors may register. */
export function isFor(
  { who }: Destination,
  roles: readonly Role[],
  member: boolean,
  open: boolean,
): boolean {
  if (!who) return true;
  if (who === 'member') return member;
  if (who === 'teacher') return roles.includes('instructor') || roles.includes('admin');
  if (who === 'visitor') return !member;
  if (who === 'newcomer') return !member && open;
  return roles.includes(who);
}

/** Letters without case and marks: "lap trinh" finds "Lập trình". */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
