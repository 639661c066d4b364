import type { AccountRole } from '../../shared/roles.ts';
import { type Credentials, Device, type Witness } from './device.ts';

/** Names and passwords of invented people; they exist on the server of a demo or a test and nowhere else. */
export const invented = {
  administrator: { loginName: 'admin1', name: '管理员甲', password: '演示口令 管理员甲 2026' },
  secondAdministrator: { loginName: 'admin2', name: '管理员乙', password: '演示口令 管理员乙 2026' },
  operator: { loginName: 'operator', name: '王操作', password: 'demo-operator-2026' },
  chair: { loginName: 'chair', name: '李主席', password: 'demo-chair-2026' },
  moderator: { loginName: 'moderator', name: '钱审核', password: 'demo-moderator-2026' },
  secondModerator: { loginName: 'moderator2', name: '孙审核', password: 'demo-moderator2-2026' },
  department: { loginName: 'department', name: '市水务局', password: 'demo-department-2026' },
  noteTaker: { loginName: 'notes', name: '周记录', password: 'demo-notes-2026' },
} as const satisfies Record<string, Credentials & { name: string }>;

/** The two administrators of a new server, each by a setup code of the own. */
export async function administrators(
  url: string,
  setupCodes: readonly string[],
  witness: Witness = () => {},
): Promise<{ first: Device; second: Device }> {
  const [first, second] = [new Device(url, witness), new Device(url, witness)];
  await first.setUp(setupCodes[0]!, invented.administrator);
  await second.setUp(setupCodes[1]!, invented.secondAdministrator);
  return { first, second };
}

/** One administrator proposes, the other approves, and the person comes in with link and code. */
export async function grant(
  { first, second }: { first: Device; second: Device },
  role: AccountRole,
  about: Credentials & { name: string },
  device: Device,
): Promise<void> {
  const { loginName, name, password } = about;
  const proposed = await first.post('POST /api/accounts', { loginName, name, role });
  if ('link' in proposed) return device.accept(proposed.link, undefined, password);
  const { link } = await second.post('POST /api/accounts/approve', { accountId: proposed.accountId });
  await device.accept(link, proposed.code, password);
}
