export { UserService } from './data/user-service';
export type { RoleFilter, UserQuery } from './data/user-service';
export { PersonPicker } from './ui/person-picker';
