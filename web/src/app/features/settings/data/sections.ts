import { IconName } from '../../../ui/icon/icons.generated';

export interface Section {
  path: string;
  icon: IconName;
  label: string;
  text: string;
}

/** The pages of the settings, in the order in which they are offered. */
export const SECTIONS: readonly Section[] = [
  { path: 'profile', icon: 'user-round', label: 'settings.profile', text: 'settings.profileText' },
  { path: 'security', icon: 'shield', label: 'settings.security', text: 'settings.securityText' },
  {
    path: 'notifications',
    icon: 'bell',
    label: 'settings.notifications',
    text: 'settings.notificationsText',
  },
  {
    path: 'appearance',
    icon: 'palette',
    label: 'settings.appearance',
    text: 'settings.appearanceText',
  },
  { path: 'data', icon: 'database', label: 'settings.data', text: 'settings.dataText' },
];
