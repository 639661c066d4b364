import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Device, newCommandId } from '../../server/demo/device.ts';
import type { DeviceReport } from '../../shared/devices.ts';
import type { SittingId } from '../../shared/ids.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { houseForThisFile, paper } from './hall-fixture.ts';

const house = houseForThisFile({ present: 9 });
const shownCode = () => house.hall.screen.untilSaid('hall:code', ({ code }) => code);
const wrongCode = async () => String((Number(await shownCode()) + 1234) % 10_000).padStart(4, '0');
const byCode = async (device: Device, code?: string) =>
  device.refusalOf({ type: 'CheckInByCode', code: code ?? (await shownCode()) });
const attendance = () => {
  const { presentCount, entitledCount } = house.hall.screen.view!.attendance;
  return [presentCount, entitledCount];
};
const soon = { timeout: 5000 };
const leave = (device: Device) => device.refusalOf({ type: 'LeaveHall' });
const present = (device: Device) => expect.poll(() => device.self?.present, soon);

describe('the code of the hall', () => {
  test('[B73] comes to hall screen and desk, and to no tablet, view, log or file', async () => {
    const { hall } = house;
    const code = await shownCode();
    for (const device of [hall.operator, hall.chair]) {
      expect(await device.untilSaid('hall:code', (shown) => shown.code)).toBe(code);
      expect(device.said('hall:code')).toMatchObject({ periodMs: 30_000 });
    }
    for (const { tablet } of hall.seats) {
      await tablet.device.untilSaid('server:build', ({ build }) => build);
      expect(tablet.device.said('hall:code')).toBeNull();
    }
    // The fixture's deputies have checked in by it already.
    const files = readdirSync(house.server.dataDir).filter((name) => name.startsWith('journal'));
    const journal = files.map((name) => readFileSync(join(house.server.dataDir, name), 'latin1')).join('');
    expect(journal).toContain('"how":"code"');
    const digits = new RegExp(`["':\\s]${code}["',\\s}]`);
    expect(journal).not.toMatch(digits);
    for (const { view } of [hall.screen, hall.operator]) expect(JSON.stringify(view)).not.toMatch(digits);
    expect(house.server.output).not.toMatch(digits);
  });

  test('[B73][B74] lets a deputy in, out and in again, and one without a vote, who is not counted', async () => {
    const { device } = house.absentee.tablet;
    const guest = house.attendee.tablet.device;
    await expect.poll(attendance, soon).toEqual([9, 10]);
    expect(await byCode(device)).toBeNull();
    await present(device).toBe(true);
    await expect.poll(attendance, soon).toEqual([10, 10]);
    expect(await byCode(device)).toBe('already-present');
    expect(await leave(device)).toBeNull();
    expect(await leave(device)).toBe('deputy-not-present');
    expect(await leave(guest)).toBeNull();
    await expect.poll(attendance, soon).toEqual([9, 10]);
    expect(await byCode(guest)).toBeNull();
    await present(guest).toBe(true);
    expect(attendance()).toEqual([9, 10]);
    const { delegations } = house.hall.screen.view!;
    expect(delegations!.reduce((sum, { entitledCount }) => sum + entitledCount, 0)).toBe(10);
  });

  test('[B73] wrong five times, only staff can let that deputy in; then it helps again', async () => {
    const { deputyId, tablet } = house.absentee;
    const { device } = tablet;
    const wrong = await wrongCode();
    for (let k = 0; k < 4; k++) expect(await byCode(device, wrong)).toBe('code-wrong');
    expect(await byCode(device, wrong)).toBe('too-many-codes');
    expect(await byCode(device)).toBe('too-many-codes');
    await house.hall.operator.command({ type: 'CheckIn', deputyId });
    expect(await leave(device)).toBeNull();
    expect(await byCode(device)).toBeNull();
    expect(await leave(device)).toBeNull();
  });

  test('[B41][B73] repeated after a lost answer is answered once, and staff have no use for it', async () => {
    const { device } = house.absentee.tablet;
    const commandId = newCommandId();
    const command = { type: 'CheckInByCode', code: await shownCode() } as const;
    const first = await device.ask('sitting:command', { commandId, command });
    expect(first).toHaveProperty('ok');
    expect(await device.ask('sitting:command', { commandId, command })).toEqual(first);
    expect(await byCode(house.hall.operator)).toBe('not-allowed');
    expect(await byCode(house.hall.screen)).toBe('not-allowed');
    expect(await leave(device)).toBeNull();
  });

  test('[B73] of another sitting opens nothing here, and its deputies cannot come in', async () => {
    const { hall } = house;
    const about = { title: '另一次会议', body: 'congress', totalMembership: 3 } as const;
    const { sittingId } = await hall.operator.post('POST /api/sittings', {
      commandId: newCommandId(),
      ...about,
    });
    const auth = { sittingId, protocolVersion: PROTOCOL_VERSION };
    const refused = await new Promise((done) =>
      house
        .socket({ cookie: house.absentee.tablet.device.cookie, auth })
        .on('connect_error', (error) => done((error as Error & { data?: unknown }).data)),
    );
    expect(refused).toEqual({ code: 'not-allowed', field: 'sittingId' });
    // Nobody can check in there yet: there is nothing to show.
    const code = await new Promise((done) =>
      house.socket({ sittingId: sittingId as SittingId }).on('hall:code', done),
    );
    expect(code).toMatchObject({ code: null });
  });
});

describe('the tablets', () => {
  const stateOf = (at: number) => {
    const { deputyId } = house.deputy(at);
    const list = house.hall.operator.said('devices:list')?.devices;
    const line = list?.find((one) => one.deputyId === deputyId);
    return line && (line.oldBuild ? `${line.state}, old build` : line.state);
  };
  const says = async (at: number, report: Partial<DeviceReport> = {}) => {
    const { device } = house.deputy(at).tablet;
    const build = await device.untilSaid('server:build', (said) => said.build);
    const answer = await device.ask('device:state', { build, visible: true, ready: true, ...report });
    expect(answer).toEqual({ ok: {} });
  };
  const watching = (device: Device, on = true) => device.ask('devices:watch', { watching: on });
  const flash = (device: Device, ...at: number[]) =>
    device.ask('devices:flash', { deputyIds: at.map((n) => house.deputy(n).deputyId) });

  test('[B76] stand on the desk’s list as they are, and a lost line looks different from a closed page', async () => {
    expect(await watching(house.hall.operator)).toEqual({ ok: {} });
    await Promise.all([says(0), says(1), says(2, { visible: false }), says(3, { build: 'another' })]);
    await expect
      .poll(() => [0, 1, 2, 3, 4].map(stateOf), soon)
      .toEqual(['ready', 'ready', 'asleep', 'ready, old build', 'ready']);
    house.deputy(0).tablet.device.disconnect();
    await expect.poll(() => stateOf(0), soon).toBe('asleep');
    await house.deputy(1).tablet.device.fetch('/api/sign-out', {});
    await expect.poll(() => stateOf(1), soon).toBe('never');
    // It comes back at once, and says anew how it is.
    house.deputy(3).tablet.device.dropConnection();
    await expect.poll(() => stateOf(3), soon).toBe('ready');
    expect(await watching(house.hall.operator, false)).toEqual({ ok: {} });
  });

  test('[B76] are nobody’s business but the desk’s', async () => {
    const notAllowed = { refused: { code: 'not-allowed' } };
    const { device } = house.deputy(4).tablet;
    for (const other of [device, house.hall.screen]) {
      expect(await watching(other)).toEqual(notAllowed);
      expect(await flash(other, 4)).toEqual(notAllowed);
    }
    const { operator, screen, chair } = house.hall;
    const report = { build: 'b', visible: true, ready: true };
    for (const other of [operator, screen])
      expect(await other.ask('device:state', report)).toEqual(notAllowed);
    expect(await flash(chair, 4)).toEqual(notAllowed);
    expect(device.said('devices:list')).toBeNull();
  });

  test('[B77] show name and seat where the operator asks, and not while a vote is open', async () => {
    const { hall } = house;
    const [asked, other] = [house.deputy(4).tablet.device, house.deputy(5).tablet.device];
    expect(await flash(hall.operator, 4, 4)).toEqual({ ok: { reached: 1 } });
    await asked.untilSaid('seat:flash', (said) => said);
    expect(other.said('seat:flash')).toBeNull();
    const voteId = await hall.openVote(await hall.drawUp(paper));
    expect(await flash(hall.operator, 5)).toEqual({ refused: { code: 'vote-under-way' } });
    expect(await leave(other)).toBe('vote-under-way');
    // Who comes late is let in by the code, and votes.
    const late = house.absentee;
    expect(await byCode(late.tablet.device)).toBeNull();
    await house.vote(voteId, [late, house.deputy(4)]);
    const view = await hall.screen.until((shown) =>
      shown.votes.find((vote) => vote.voteId === voteId && vote.attendedCount === 10),
    );
    expect(view.presentCount).toBe(9);
    const { published } = await hall.finish(voteId);
    expect(published.results![0]!.figures).toMatchObject({ presentCount: 10, deputiesIssued: 2 });
    expect(other.said('seat:flash')).toBeNull();
  });
});
