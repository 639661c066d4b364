import { beforeAll, expect, test } from 'vitest';
import { Device, newCommandId, type Refused } from '../../server/demo/device.ts';
import { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import { accountIdOf, followed, planInquiry } from '../../server/demo/inquiry-setup.ts';
import { type InquiryId, PaperId, QuestionId, TurnId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { InquiryLine } from '../../shared/inquiry/protocol.ts';
import {
  type BroadcastName,
  broadcasts,
  type PayloadInput,
  type RequestName,
  requests,
} from '../../shared/protocol.ts';
import { houseForThisFile } from './hall-fixture.ts';
import { inquiryStaff, moderatorOne, planOf, waterBureau } from './inquiry-fixture.ts';

const house = houseForThisFile({ present: 3 });
const roles = [
  'administrator',
  'operator',
  'chair',
  'moderator',
  'noteTaker',
  'department',
  'hallScreen',
  'deputy',
] as const;
type Role = (typeof roles)[number];

let inquiryId: InquiryId;
let devices: Record<Role, Device>;
let lines: Record<Role, FollowedInquiry>;

beforeAll(async () => {
  const { hall } = house;
  const { moderator, department, noteTaker } = await inquiryStaff(hall);
  const plan = planOf(await accountIdOf(department));
  ({ inquiryId } = await planInquiry(hall, plan));
  devices = {
    administrator: hall.administrator,
    operator: hall.operator,
    chair: hall.chair,
    moderator,
    noteTaker,
    department,
    hallScreen: hall.screen,
    deputy: house.deputies[0]!.tablet.device,
  };
  const each = roles.map(async (role) => [role, await followed(devices[role], hall, inquiryId)] as const);
  lines = Object.fromEntries(await Promise.all(each)) as Record<Role, FollowedInquiry>;
});

const questionId = QuestionId.parse('no-such-question');
const ofQuestion = { questionId };
const ofSeveral = { questionIds: [questionId] };
const host: readonly Role[] = ['operator', 'chair'];
const moderation: readonly Role[] = ['operator', 'chair', 'moderator'];
/** Each command as something that cannot be done just now, and who may ask for it. */
const commands: readonly [InquiryCommand, readonly Role[]][] = [
  [{ type: 'DropQuestion', ...ofQuestion }, host],
  [{ type: 'SetSegment', segment: 'questions' }, host],
  [{ type: 'QueueQuestions', ...ofSeveral }, host],
  [{ type: 'UnqueueQuestion', ...ofQuestion }, host],
  [{ type: 'OrderQueue', questionIds: [questionId] }, host],
  [{ type: 'PutQuestion', ...ofQuestion }, host],
  [{ type: 'BeginAnswer', respondent: { departmentId: waterBureau, official: null } }, host],
  [{ type: 'FollowUp' }, host],
  [{ type: 'FinishQuestion', outcome: 'answered' }, host],
  [{ type: 'ReturnQuestion' }, host],
  [{ type: 'SetBallot', paperId: PaperId.parse('no-such-paper') }, host],
  [
    { type: 'WriteTurn', ...ofQuestion, turnId: TurnId.parse('no-such-turn'), text: '' },
    ['operator', 'noteTaker'],
  ],
  [{ type: 'AnswerInWriting', ...ofQuestion, text: '已经解决' }, ['department']],
  [{ type: 'AskToSpeak', text: '' }, ['deputy']],
  [{ type: 'WithdrawRequest', ...ofQuestion }, ['deputy']],
  [{ type: 'ClaimQuestions', ...ofSeveral }, moderation],
  [{ type: 'ReleaseQuestions', ...ofSeveral }, moderation],
  [{ type: 'ApproveQuestions', ...ofSeveral }, moderation],
  [{ type: 'RejectQuestions', ...ofSeveral, reason: '与议题无关' }, moderation],
  [{ type: 'ReferQuestions', ...ofSeveral, reason: '转交信访' }, moderation],
  [{ type: 'RestoreQuestions', ...ofSeveral }, moderation],
  [{ type: 'EditQuestion', ...ofQuestion, textVersion: 1, text: '改' }, moderation],
  [{ type: 'LabelQuestions', ...ofSeveral, label: '水', on: true }, moderation],
  [{ type: 'AssignQuestions', ...ofSeveral, departmentId: waterBureau }, moderation],
  [{ type: 'MergeQuestions', into: questionId, ...ofSeveral }, moderation],
  [{ type: 'UnmergeQuestion', ...ofQuestion }, moderation],
  [{ type: 'BanAsker', ...ofQuestion, reason: '重复发布广告' }, moderation],
  [{ type: 'LiftBan', ...ofQuestion }, moderation],
  [{ type: 'SetBlockedWords', words: ['·'] }, moderation],
];

/** Each request of a sitting, well-formed. */
const samples: { [N in RequestName]: PayloadInput<N> } = {
  'sitting:command': { commandId: 'a-command', command: { type: 'LeaveHall' } },
  'ballot:issue': { ballotId: 'ab'.repeat(16), blindedMessage: Buffer.alloc(256, 1).toString('base64url') },
  'device:state': { build: 'build-0', visible: true, ready: true },
  'devices:watch': { watching: true },
  'devices:flash': { deputyIds: ['deputy-1'] },
  'takeover:answer': { takeoverId: 'takeover-1', agree: true },
};

test('[B110] each role follows an inquiry as its own audience and no other', async () => {
  const audiences = {
    administrator: 'desk',
    operator: 'desk',
    chair: 'desk',
    moderator: 'desk',
    noteTaker: 'desk',
    department: 'department',
    hallScreen: 'hall',
    deputy: 'members',
  } as const;
  for (const role of roles) {
    expect(lines[role].view(audiences[role]), role).toMatchObject({
      title: '全市饮水安全专题询问',
      stage: 'planned',
    });
    if (audiences[role] !== 'desk') expect(lines[role].view('desk'), role).toBeNull();
  }
});

test.each(commands)('[B110] $type is refused to everyone who has no part in it', async (command, allowed) => {
  const refusals = await Promise.all(roles.map(async (role) => [role, await lines[role].refusalOf(command)]));
  const among = refusals.filter(([, code]) => code !== 'not-allowed').map(([role]) => role);
  expect(among).toEqual(roles.filter((role) => allowed.includes(role)));
  for (const [, code] of refusals) expect(code).not.toBeNull();
});

test.each(['moderator', 'noteTaker', 'department'] as const)(
  '[B111] a %s on the line to a sitting gets nothing of it and can do nothing in it',
  async (role) => {
    const { hall } = house;
    const device = devices[role];
    // Something happens that everyone else hears of.
    await hall.checkIn([house.absentee]);
    await hall.operator.until(({ attendance }) => attendance.presentCount === 4);
    await hall.operator.command({ type: 'CheckOut', deputyId: house.absentee.deputyId });
    // The answer comes after whatever was sent before it.
    await lines[role].follow();
    const heard = (Object.keys(broadcasts) as BroadcastName[]).filter((name) => device.said(name) !== null);
    expect(heard).toEqual(['server:build']);

    const answers = await Promise.all(
      (Object.keys(requests) as RequestName[]).map(async (name) => [
        name,
        await device.ask(name, samples[name] as never),
      ]),
    );
    for (const [name, answer] of answers)
      expect([name, answer]).toEqual([name, { refused: { code: 'not-allowed' } }]);
    const read = (path: string) => device.fetch(path).catch(({ refusal }: Refused) => refusal.code);
    const { sittingId } = hall;
    for (const path of [
      '/api/sittings',
      `/api/sittings/${sittingId}/log?after=0`,
      `/api/sittings/${sittingId}/contacts`,
    ])
      expect(await read(path), path).toBe('not-allowed');
  },
);

test('[B111] no line to one sitting leads to the inquiry of another', async () => {
  const { hall } = house;
  const created = await hall.operator.post('POST /api/sittings', {
    commandId: newCommandId(),
    title: '另一次会议',
    body: 'congress',
    totalMembership: 3,
  });
  const elsewhere = new Device(house.url);
  await elsewhere.signInAs(moderatorOne);
  elsewhere.connect(created.sittingId);
  const line = new FollowedInquiry(elsewhere, inquiryId);
  await expect(line.follow()).rejects.toMatchObject({ refusal: { code: 'not-found', field: 'inquiryId' } });
  expect(await line.refusalOf({ type: 'SetBlockedWords', words: ['水'] })).toBe('not-found');
  elsewhere.disconnect();
});

test('[B43] [B110] by HTTP staff read which inquiries there are, the host plans, and the desk reads the log', async () => {
  const codeOf = async (role: Role, path: string, body?: unknown) =>
    devices[role].fetch(path, body).then(
      () => null,
      ({ refusal }: Refused) => refusal.code,
    );
  const allowed = async (path: string, body?: unknown) => {
    const codes = await Promise.all(
      roles.map(async (role) => [role, await codeOf(role, path, body)] as const),
    );
    for (const [, code] of codes) expect([null, 'not-allowed', 'malformed']).toContain(code);
    return codes.filter(([, code]) => code !== 'not-allowed').map(([role]) => role);
  };
  const { sittingId } = house.hall;
  const accounts = roles.filter((role) => role !== 'hallScreen' && role !== 'deputy');
  const desk = accounts.filter((role) => role !== 'department');
  const ofInquiry = `/api/inquiries/${inquiryId}`;
  expect(await allowed('/api/inquiries')).toEqual(accounts);
  expect(await allowed(`/api/sittings/${sittingId}/inquiry-choices`)).toEqual(host);
  expect(await allowed(`${ofInquiry}/log?after=0`)).toEqual(desk);
  expect(await allowed(`${ofInquiry}/export`, { what: 'log' })).toEqual(desk);
  for (const role of roles.filter((one) => !host.includes(one))) {
    const body = { commandId: newCommandId(), plan: planOf(null) };
    expect(await codeOf(role, `/api/sittings/${sittingId}/inquiries`, body), role).toBe('not-allowed');
  }
});

test('[B110] a department reads of the inquiries that name it, staff of all of them', async () => {
  const other = await planInquiry(house.hall, planOf(null, { title: '另一场询问', startsAt: 1 }), {
    by: house.hall.chair,
  });
  const read = async (role: Role) =>
    (JSON.parse(await devices[role].get('/api/inquiries')) as { inquiries: InquiryLine[] }).inquiries;
  expect((await read('department')).map((line) => line.inquiryId)).toEqual([inquiryId]);
  expect((await read('noteTaker')).map((line) => line.inquiryId)).toEqual([inquiryId, other.inquiryId]);
});

test('[B110] who is on the roll asks to speak, with a vote or without, under the name on the roll; the hall sees no word of it', async () => {
  const { hall, attendee } = house;
  await lines.operator.command({ type: 'StartInquiry' });
  const line = await followed(attendee.tablet.device, hall, inquiryId);
  await line.command({ type: 'AskToSpeak', text: '学校的直饮水' });
  const [questionId] = await line.until(
    'members',
    ({ requests }) => Object.keys(requests)[0] && Object.entries(requests)[0],
  );
  const { name } = (await hall.operator.until(({ roll }) => roll))!.find(
    ({ deputy }) => deputy.deputyId === attendee.deputyId,
  )!.deputy;
  const asked = await lines.moderator.until('desk', (view) => view.questions[questionId!]);
  expect(asked).toMatchObject({ source: 'member', name, deputyId: attendee.deputyId, text: '学校的直饮水' });
  await lines.hallScreen.until('hall', ({ stage }) => stage === 'live');
  expect(JSON.stringify([lines.hallScreen.view('hall'), lines.deputy.view('members')])).not.toContain(
    '直饮水',
  );
});

test('[B110] hall screen, tablets and desks are told which inquiry is on, and when none is any more', async () => {
  const told = [devices.hallScreen, devices.deputy, devices.operator];
  const other = (JSON.parse(await devices.operator.get('/api/inquiries')).inquiries as InquiryLine[]).at(-1)!;
  const untilAll = (stage: string | null, id: InquiryId | null) =>
    Promise.all(
      told.map((device) =>
        device.untilSaid(
          'sitting:inquiry',
          ({ inquiry }) => (inquiry?.stage ?? null) === stage && (inquiry?.inquiryId ?? null) === id,
        ),
      ),
    );
  await untilAll('live', inquiryId);
  await lines.chair.command({ type: 'EndInquiry' });
  await untilAll('planned', other.inquiryId);
  await (await followed(devices.chair, house.hall, other.inquiryId)).command({ type: 'EndInquiry' });
  await untilAll(null, null);
  expect(devices.moderator.said('sitting:inquiry')).toBeNull();
});

test('[B59] [B111] a moderator who is signed out everywhere follows nothing any more', async () => {
  const { moderator } = devices;
  await moderator.fetch('/api/staff/sign-out-everywhere', {});
  await moderator.untilSaid('session:ended', () => true);
  expect(moderator.ended).toBe(true);
});
