import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../server/demo/device.ts';
import { newCommandId } from '../../server/demo/device.ts';
import { firstRoll, inventedRoll } from '../../server/demo/hall.ts';
import type { VoteId } from '../../shared/ids.ts';
import { Command } from '../../shared/sitting/commands.ts';
import { mayDo, samples } from '../rules/command-samples.ts';
import { blame, houseForThisFile, paper, send } from './hall-fixture.ts';

const house = houseForThisFile();
let voteId: VoteId;
beforeAll(async () => {
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
});

/** Everyone who has a session, by the parts that the law of the house gives them. */
const people: Record<string, { device: () => Device; parts: readonly string[] }> = {
  administrator: { device: () => house.administrator, parts: ['administrator'] },
  operator: { device: () => house.hall.operator, parts: ['operator'] },
  chair: { device: () => house.hall.chair, parts: ['chair'] },
  'hall screen': { device: () => house.hall.screen, parts: ['hallScreen'] },
  'chief scrutineer': { device: () => house.deputies[0]!.tablet.device, parts: ['chiefScrutineer'] },
  scrutineer: { device: () => house.deputies[1]!.tablet.device, parts: ['scrutineer'] },
  deputy: { device: () => house.deputy(0).tablet.device, parts: ['deputy'] },
  'non-voting attendee': { device: () => house.attendee.tablet.device, parts: ['deputy'] },
  'deputy outside the hall': { device: () => house.absentee.tablet.device, parts: ['deputy'] },
};
const names = Object.keys(people);
const types = Command.options.map((option) => option.shape.type.value);
const strangersTo = (type: (typeof types)[number]) =>
  names.filter(
    (name) => !people[name]!.parts.some((part) => (mayDo[type] as readonly string[]).includes(part)),
  );

describe('[B24] by socket, nobody takes another’s step', () => {
  test.each(types.flatMap((type) => strangersTo(type).map((name) => [type, name] as const)))(
    '%s is refused to the %s',
    async (type, name) => {
      // As real as can be: what would be accepted from the right person must be refused from this one.
      const sample = JSON.parse(JSON.stringify(samples[type]));
      const command = { ...sample, ...('voteId' in sample && { voteId }) };
      const before = await house.versionNow();
      const answer = await people[name]!.device().ask('sitting:command', {
        commandId: newCommandId(),
        command,
      });
      expect(answer).toEqual({ refused: { code: 'not-allowed', field: 'command.type' } });
      expect(await house.versionNow()).toBe(before + 1);
    },
  );
});

describe('[B24] by HTTP neither', () => {
  const ofSitting = (end: string) => () => `/api/sittings/${house.hall.sittingId}${end}`;
  const routes = {
    'an account': {
      to: ['administrator'],
      path: () => '/api/accounts',
      body: () => ({ loginName: 'myself', name: '自己', role: 'administrator' }),
    },
    'a hall screen': {
      to: ['administrator', 'operator'],
      path: () => '/api/hall-screens',
      body: () => ({ label: '大屏幕' }),
    },
    'an end of a hall screen': {
      to: ['administrator', 'operator'],
      path: () => '/api/hall-screens/end',
      body: () => ({ screenId: newCommandId() }),
    },
    'a sitting': {
      to: ['administrator', 'operator'],
      path: () => '/api/sittings',
      body: () => ({ commandId: newCommandId(), title: '会议', body: 'congress', totalMembership: 3 }),
    },
    'a roll': {
      to: ['operator'],
      path: ofSitting('/roll/changes'),
      body: () => firstRoll(inventedRoll(3)),
    },
    'a card for a deputy': {
      to: ['operator', 'chair'],
      path: ofSitting('/cards'),
      body: () => ({ commandId: newCommandId(), deputyIds: [house.absentee.deputyId] }),
    },
    'the first PIN of a scrutineer’s card': {
      to: ['operator'],
      path: ofSitting('/card-pins'),
      body: () => ({ deputyId: house.deputies[0]!.deputyId }),
    },
    'help with a locked card': {
      to: ['operator'],
      path: ofSitting('/card-unlocks'),
      body: () => ({ commandId: newCommandId(), deputyId: house.absentee.deputyId }),
    },
    'a word on a takeover': {
      to: ['operator'],
      path: ofSitting('/takeovers'),
      body: () => ({ commandId: newCommandId(), takeoverId: newCommandId(), agree: true }),
    },
    'a paper': {
      to: ['operator'],
      path: ofSitting('/papers'),
      body: () => ({ commandId: newCommandId(), paper }),
    },
    'an imported paper': {
      to: ['operator'],
      path: ofSitting('/papers/pabulib'),
      body: () => ({
        commandId: newCommandId(),
        file: 'PROJECTS\nproject_id;name\n1;井\nVOTES\nvoter_id;vote\n1;1',
      }),
    },
  };
  const cases = Object.entries(routes).flatMap(([what, { to }]) =>
    names
      .filter((name) => !people[name]!.parts.some((part) => to.includes(part)))
      .map((name) => [what, name] as const),
  );

  test.each(cases)('%s is refused to the %s', async (what, name) => {
    const { path, body } = routes[what as keyof typeof routes];
    const before = await house.versionNow();
    const { cookie } = people[name]!.device();
    const answer = await send(house.url + path(), { cookie, body: body() });
    expect(blame(answer)).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(await house.versionNow()).toBe(before + 1);
  });
});

test('[B45] after all of it everyone votes and every ballot is counted', async () => {
  await house.vote(voteId);
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(12);
  expect(published.results![0]!.tally).toMatchObject({ returned: 12, valid: 12, invalid: 0 });
});
