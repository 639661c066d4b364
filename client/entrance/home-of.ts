import type { Principal } from '../../shared/protocol.ts';

/** Where each role begins. */
export function homeOf({ role }: Principal): string {
  switch (role) {
    case 'deputy':
      return '/tablet';
    case 'hallScreen':
      return '/hall';
    case 'administrator':
    case 'operator':
    case 'chair':
      return '/desk';
    case 'moderator':
    case 'department':
    case 'noteTaker':
      return '/inquiries';
    default:
      return role satisfies never;
  }
}
