import type { Device } from '../../server/demo/device.ts';
import type { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll } from '../../server/demo/hall.ts';
import { demoInquiryPlan } from '../../server/demo/inquiry-plan.ts';
import {
  accountIdOf,
  followed,
  newcomer,
  planInquiry,
  prepareQuestions,
} from '../../server/demo/inquiry-setup.ts';
import type { ServerProcess } from '../../server/demo/server-process.ts';
import { invented } from '../../server/demo/staff.ts';
import { DepartmentId, type InquiryId } from '../../shared/ids.ts';
import { SimulatedChair, SimulatedDepartment, SimulatedMember, SimulatedNoteTaker } from './inquiry-floor.ts';
import type { Hands } from './inquiry-hands.ts';
import { RacingModerator } from './inquiry-moderator.ts';
import { blockedWords, type MarkedWords } from './inquiry-words.ts';

const TITLE = '第五次会议';
const MODERATORS = 4;
const MEMBERS = 2;
/** Nobody waits for another one: it is the server that is tried. */
const PACE_MS = { moderator: 120, hall: 200 };

/** The chamber's side of a simulated inquiry: who plans, moderates, presides, answers and writes down. */
export interface InquiryHouse {
  readonly hall: Hall;
  readonly sittingTitle: string;
  readonly inquiryId: InquiryId;
  readonly code: string;
  readonly moderators: readonly RacingModerator[];
  readonly chair: SimulatedChair;
  readonly others: readonly Hands[];
  /** Names by account. */
  readonly accountNames: ReadonlyMap<string, string>;
}

/** From an empty server to an inquiry that is planned, with its prepared questions in the queue; viewers may ask. */
export async function inquiryHouse(
  server: ServerProcess,
  dice: Dice,
  words: MarkedWords,
): Promise<InquiryHouse> {
  const roll = inventedRoll(6);
  const about = { title: TITLE, body: 'congress', totalMembership: roll.length, roll } as const;
  const hall = await Hall.open(server.url, server.setupCodes, about, dice);
  const accountNames = new Map<string, string>();
  const invite = async (role: 'moderator' | 'department' | 'noteTaker', loginName: string) => {
    const device = await newcomer(hall, role, {
      loginName,
      name: loginName,
      password: `模拟 ${loginName} 2026`,
    });
    accountNames.set(await accountIdOf(device), loginName);
    return device;
  };
  const moderators = await Promise.all(
    Array.from({ length: MODERATORS }, (_, at) => invite('moderator', `moderator${at + 1}`)),
  );
  const water = await invite('department', 'water');
  const notes = await invite('noteTaker', 'notes');
  accountNames.set(await accountIdOf(hall.chair), invented.chair.name);
  const plan = { ...demoInquiryPlan(await accountIdOf(water), Date.now()), askFrom: 0 };
  const { inquiryId } = await planInquiry(hall, plan);
  const follow = (device: Device) => followed(device, hall, inquiryId);
  const chairs = await follow(hall.chair);
  await prepareQuestions(chairs);
  const departments = plan.departments.map(({ departmentId }) => departmentId);
  const racing = await Promise.all(
    moderators.map(async (device) => {
      const desk = { accountId: await accountIdOf(device), words, departments };
      return new RacingModerator(await follow(device), dice.fork(), PACE_MS.moderator, desk);
    }),
  );
  await racing[0]!.send({ type: 'SetBlockedWords', words: blockedWords });
  await racing[0]!.send({ type: 'SetIntake', paused: false, slowSeconds: 1, naming: 'either' });
  const pace = PACE_MS.hall;
  const seats = hall.seats.slice(-MEMBERS);
  await eachOf(seats, (seat) => hall.signIn(seat));
  const members = await Promise.all(
    seats.map(
      async ({ tablet, deputyId }) =>
        new SimulatedMember(await follow(tablet.device), dice.fork(), 4 * pace, deputyId),
    ),
  );
  const { code } = await chairs.until('desk', (view) => view);
  return {
    hall,
    sittingTitle: TITLE,
    inquiryId,
    code,
    moderators: racing,
    chair: new SimulatedChair(chairs, dice.fork(), pace, departments),
    others: [
      new SimulatedNoteTaker(await follow(notes), dice.fork(), pace),
      new SimulatedDepartment(await follow(water), dice.fork(), pace, DepartmentId.parse('department-water')),
      ...members,
    ],
    accountNames,
  };
}
