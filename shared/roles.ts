import { z } from 'zod';

/** One account, one person, one role: whoever could hold two would be two people to the rules. */
export const AccountRole = z.enum([
  'administrator',
  'operator',
  'chair',
  'moderator',
  'department',
  'noteTaker',
]);
export type AccountRole = z.output<typeof AccountRole>;

/** Everyone on the staff; a hall screen is a device that somebody of the staff has let in. */
export const StaffRole = z.enum([...AccountRole.options, 'hallScreen']);
export type StaffRole = z.output<typeof StaffRole>;

/**
 * Roles that grant, propose or confirm. One administrator proposes such an account and holds a code, another one approves and
 * holds a link; whoever comes in needs both. So nobody can make a second self who agrees with the first.
 */
export const twoPeopleRoles: readonly AccountRole[] = ['administrator', 'operator', 'chair'];

/** Roles with a desk of a sitting. */
export const deskRoles: readonly StaffRole[] = ['administrator', 'operator', 'chair'];

/** Roles that have their part in an inquiry alone and see nothing of a sitting. */
export const inquiryRoles: readonly StaffRole[] = ['moderator', 'department', 'noteTaker'];
