import type { z } from 'zod';
import { AccountId, type InquiryId } from '../../shared/ids.ts';
import type { InquiryPlan } from '../../shared/inquiry/plan.ts';
import type { inquiryHttp } from '../../shared/inquiry/protocol.ts';
import type { AccountRole } from '../../shared/roles.ts';
import { type Credentials, Device, newCommandId } from './device.ts';
import type { Hall } from './hall.ts';
import { FollowedInquiry } from './inquiry-line.ts';
import { preparedWords } from './inquiry-plan.ts';
import { grant } from './staff.ts';

/** Somebody who has no part in the sitting itself: a moderator, a department, a note-taker. */
export async function newcomer(
  hall: Hall,
  role: AccountRole,
  about: Credentials & { name: string },
): Promise<Device> {
  const device = new Device(hall.url, hall.witness);
  await grant({ first: hall.administrator, second: hall.secondAdministrator }, role, about, device);
  return device;
}

export async function accountIdOf(device: Device): Promise<AccountId> {
  return AccountId.parse(JSON.parse(await device.get('/api/staff/me')).account.accountId);
}

type Planned = z.output<(typeof inquiryHttp)['POST /api/sittings/:sittingId/inquiries']['reply']>;

export async function planInquiry(
  hall: Hall,
  plan: InquiryPlan,
  { by = hall.operator, commandId = newCommandId() } = {},
): Promise<Planned> {
  const body = { commandId, plan };
  return JSON.parse(await by.fetch(`/api/sittings/${hall.sittingId}/inquiries`, body)) as Planned;
}

/** Connects a device to the sitting, if it is not, and follows the inquiry with it. */
export async function followed(
  device: Device,
  { sittingId }: Pick<Hall, 'sittingId'>,
  inquiryId: InquiryId,
): Promise<FollowedInquiry> {
  if (!device.connected) device.connect(sittingId);
  const line = new FollowedInquiry(device, inquiryId);
  await line.follow();
  return line;
}

/** The committee's own questions, in their order, first in the chair's queue. */
export async function prepareQuestions(line: FollowedInquiry): Promise<void> {
  for (const words of preparedWords)
    await line.command({ type: 'PrepareQuestion', ...words, deputyId: null });
  const questions = await line.until('desk', (view) => {
    const own = Object.values(view.questions).filter(({ source }) => source === 'prepared');
    return own.length === preparedWords.length && own;
  });
  const inOrder = questions.sort((a, b) => a.number - b.number).map(({ questionId }) => questionId);
  await line.command({ type: 'QueueQuestions', questionIds: inOrder });
}
