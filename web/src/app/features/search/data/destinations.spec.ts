import { DESTINATIONS, isFor, plain } from './destinations';

describe('destinations', () => {
  const links = (roles: Parameters<typeof isFor>[1], member: boolean, open = true) =>
    DESTINATIONS.filter((one) => isFor(one, roles, member, open)).map(({ link }) => link);

  it('are those that the person has', () => {
    expect(links([], false)).toEqual(['/', '/courses', '/login', '/register']);
    expect(links([], false, false)).toEqual(['/', '/courses', '/login']);
    expect(links(['student'], true)).not.toContain('/admin/people');
    expect(links(['student'], true)).not.toContain('/teach');
    expect(links(['instructor'], true)).toContain('/teach');
    expect(links(['admin'], true)).toContain('/teach');
    expect(links(['admin'], true)).toContain('/admin/people');
    expect(links(['admin'], true)).not.toContain('/login');
  });

  it('are found without case and marks', () => {
    expect(plain('Lập TRÌNH Đồ họa')).toBe('lap trinh do hoa');
  });
});
