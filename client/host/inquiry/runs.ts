import { useStaffRole } from '../desk.ts';

/** Whether whoever sits here runs inquiries: operator and chair do, an administrator looks on. */
export function useRuns(): boolean {
  const role = useStaffRole();
  return role === 'operator' || role === 'chair';
}
