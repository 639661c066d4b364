import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteAccessBook } from '../../server/chamber/access/sqlite.ts';
import { Admission } from '../../server/chamber/admission.ts';
import { Cards } from '../../server/chamber/cards.ts';
import { Pins } from '../../server/chamber/pins.ts';
import { TAKEOVER_MS } from '../../server/chamber/takeovers.ts';
import { Device, newCommandId, newSecret } from '../../server/demo/device.ts';
import type { Seat } from '../../server/demo/hall.ts';
import { grant } from '../../server/demo/staff.ts';
import { VoteId } from '../../shared/ids.ts';
import type { Deputy } from '../../shared/roll.ts';
import { withDataDir } from '../simulation/data-dir.ts';
import { type Answered, blame, firstChoice, houseForThisFile, paper, send } from './hall-fixture.ts';

const house = houseForThisFile({ present: 16 });

const api = (path: string, body: object, cookie: string | null = null) =>
  send(`${house.url}/api${path}`, { body, cookie });
interface Tries {
  card: string;
  device: string;
  pin: string;
  newPin?: string;
}
const tryCard = (tries: Tries) => api('/card/sign-in', tries);
const look = async (card: string, device: string) => (await api('/card', { card, device })).json['stage'];
const atDesk = (end: string, body: object, by = house.hall.operator) =>
  api(`/sittings/${house.hall.sittingId}/${end}`, { commandId: newCommandId(), ...body }, by.cookie);
const cookieOf = ({ headers }: Answered) => headers.getSetCookie()[0]!.split(';')[0]!;
const isIn = async (cookie: string) =>
  (await send(`${house.url}/api/me`, { method: 'GET', cookie })).status === 200;
const wrongPin = '975310';
const ownPin = '248613';

/** A card that nobody has used, for a deputy whom no other test needs. */
async function newCard(at: number): Promise<{ card: string; pin: string; deputyId: Seat['deputyId'] }> {
  const [made] = await house.hall.issueCards([house.deputy(at).deputyId]);
  return { ...made!, pin: made!.pin! };
}

/** A deputy's tablet, signed in, and another one that was told to wait. */
async function second(seat: Seat): Promise<{ other: Device; ticket: string }> {
  const other = new Device(house.url);
  const answer = await other.signInByCard(seat.card, seat.ownPin);
  if (answer.kind !== 'waiting') throw new Error(answer.kind);
  expect(await other.continueTakeover(answer.ticket)).toBe('waiting');
  return { other, ticket: answer.ticket };
}

describe('the first sign-in', () => {
  test('[B62] takes link, printed PIN and a new one, binds the tablet, and can be repeated from there alone', async () => {
    const { card, pin } = await newCard(0);
    const device = newSecret();
    expect(await look(card, device)).toBe('new');
    expect((await tryCard({ card, device, pin })).json).toEqual({ kind: 'choose' });
    const choose = (newPin: string) => tryCard({ card, device, pin, newPin });
    for (const [newPin, code] of [
      [pin, 'pin-as-printed'],
      ['111111', 'pin-repeats'],
      ['234567', 'pin-sequence'],
    ] as const) {
      expect(blame(await choose(newPin))).toMatchObject({ code, field: 'newPin' });
    }
    const first = cookieOf(await choose(ownPin));
    expect(await look(card, device)).toBe('here');
    // The answer may have been lost: the same once more gives a session, in place of the first.
    const again = cookieOf(await choose(ownPin));
    expect([await isIn(first), await isIn(again)]).toEqual([false, true]);
    const later = cookieOf(await tryCard({ card, device, pin: ownPin }));
    expect([await isIn(again), await isIn(later)]).toEqual([false, true]);
    // The printed PIN is worth nothing any more, and the link alone never was.
    expect(blame(await tryCard({ card, device, pin }))).toMatchObject({ code: 'pin-wrong' });
    const elsewhere = newSecret();
    expect(await look(card, elsewhere)).toBe('elsewhere');
    expect((await tryCard({ card, device: elsewhere, pin: ownPin })).json).toMatchObject({ kind: 'waiting' });
    expect(await isIn(later)).toBe(true);
  });

  test('[B62] of ten tablets that use a new card at once, each with its own PIN, one gets in', async () => {
    const { card, pin } = await newCard(1);
    const tries = ['204957', '204958', '204959', '204950'].map((newPin) => ({
      card,
      device: newSecret(),
      pin,
      newPin,
    }));
    const answers = await Promise.all(tries.map(tryCard));
    expect(answers.filter(({ json }) => json['kind'] === 'in')).toHaveLength(1);
    expect(answers.filter(({ refused }) => refused?.code === 'pin-wrong')).toHaveLength(3);
  });

  test('[B62] an invented card opens nothing, and nobody can ask for those that there are', async () => {
    const unknown = { status: 401, code: 'card-unknown', field: 'card' };
    const invented = { card: newSecret(), device: newSecret() };
    expect(blame(await api('/card', invented))).toEqual(unknown);
    expect(blame(await tryCard({ ...invented, pin: ownPin }))).toEqual(unknown);
    const ticket = { ticket: newSecret(), device: newSecret() };
    expect(blame(await api('/card/takeover', ticket))).toMatchObject({ code: 'takeover-over' });
    const list = `${house.url}/api/sittings/${house.hall.sittingId}/cards`;
    const { cookie } = house.hall.operator;
    expect(blame(await send(list, { method: 'GET', cookie }))).toMatchObject({ code: 'not-found' });
  });
});

describe('a lock', () => {
  test('[B65] twenty wrong PINs at once are five tries; the lock outlives kill -9 and ends with staff', async () => {
    const { card, pin, deputyId } = await newCard(2);
    const device = newSecret();
    const tries = Array.from({ length: 20 }, () => tryCard({ card, device, pin: wrongPin }));
    const refused = (await Promise.all(tries)).map((answer) => answer.refused!);
    const left = refused.flatMap(({ triesLeft }) => triesLeft ?? []);
    expect(left.sort()).toEqual([1, 2, 3, 4]);
    expect(refused.filter(({ code }) => code === 'card-locked')).toHaveLength(16);
    const locked = { status: 401, code: 'card-locked', field: 'card' };
    expect(blame(await tryCard({ card, device, pin }))).toEqual(locked);
    await house.hall.operator.untilSaid('desk:cards', (desk) => desk.locked.includes(deputyId));
    await house.pullPlug();
    expect(blame(await tryCard({ card, device, pin }))).toEqual(locked);
    expect(await look(card, device)).toBe('locked');
    await house.hall.operator.untilSaid('desk:cards', (desk) => desk.locked.includes(deputyId));
    expect(blame(await atDesk('card-unlocks', { deputyId }))).toEqual({ status: 200 });
    await house.hall.operator.untilSaid('desk:cards', (desk) => desk.locked.length === 0);
    expect((await tryCard({ card, device, pin: wrongPin })).refused).toMatchObject({ triesLeft: 4 });
    expect((await tryCard({ card, device, pin, newPin: ownPin })).json).toMatchObject({ kind: 'in' });
    // In a row: the right one begins the count anew.
    expect((await tryCard({ card, device, pin: wrongPin })).refused).toMatchObject({ triesLeft: 4 });
  });

  test('[B65] tries are counted by card, wherever they come from, and nobody else is hindered', async () => {
    const { card } = await newCard(3);
    for (const triesLeft of [4, 3, 2, 1]) {
      const answer = await tryCard({ card, device: newSecret(), pin: wrongPin });
      expect(answer.refused).toMatchObject({ code: 'pin-wrong', triesLeft });
    }
    expect(blame(await tryCard({ card, device: newSecret(), pin: wrongPin }))).toMatchObject({
      code: 'card-locked',
    });
    await house.hall.signIn(house.deputy(4));
  });
});

describe('another card', () => {
  test('[B63] ends the session of the one before, which opens nothing any more', async () => {
    const seat = house.deputy(5);
    const { device } = seat.tablet;
    const { card } = seat;
    await house.hall.renewCard(seat);
    await expect.poll(() => device.ended).toBe(true);
    expect(await isIn(device.cookie!)).toBe(false);
    await expect(device.signInByCard(card, ownPin)).rejects.toMatchObject({
      refusal: { code: 'card-unknown' },
    });
    await house.hall.replaceTablet(seat);
    expect(await isIn(seat.tablet.device.cookie!)).toBe(true);
  });

  test('[B63] is not made under the number of an earlier request, whoever sends it again', async () => {
    const deputyIds = [house.deputy(6).deputyId];
    const commandId = newCommandId();
    const first = await atDesk('cards', { commandId, deputyIds });
    expect(first.status).toBe(200);
    const repeated = { status: 409, code: 'act-repeated' };
    expect(blame(await atDesk('cards', { commandId, deputyIds }))).toEqual(repeated);
    const scrutineer = [house.hall.scrutineers[0]!.deputyId];
    expect(blame(await atDesk('cards', { commandId, deputyIds: scrutineer }))).toEqual(repeated);
    expect(blame(await atDesk('cards', { deputyIds: [deputyIds[0], 'nobody-here'] }))).toEqual({
      status: 409,
      code: 'deputy-unknown',
      field: 'deputyIds.1',
    });
  });
});

describe('a second tablet', () => {
  test('[B66] takes over once the first agrees, whose session ends; the lost answer comes again', async () => {
    const seat = house.deputy(7);
    const { device: first } = seat.tablet;
    const { other, ticket } = await second(seat);
    const { takeoverId } = await first.untilSaid('takeover:asked', ({ takeover }) => takeover);
    // A third one has to wait until this is decided; another deputy has no say.
    const third = { card: seat.card, device: newSecret(), pin: seat.ownPin };
    expect(blame(await tryCard(third))).toMatchObject({ code: 'takeover-waiting' });
    const stranger = house.deputy(8).tablet.device;
    expect(await stranger.ask('takeover:answer', { takeoverId, agree: true })).toMatchObject({
      refused: { code: 'takeover-over' },
    });
    expect(await house.hall.operator.ask('takeover:answer', { takeoverId, agree: true })).toMatchObject({
      refused: { code: 'not-allowed' },
    });
    // The ticket is the waiting tablet's own.
    const stolen = { ticket, device: newSecret() };
    expect(blame(await api('/card/takeover', stolen))).toMatchObject({ code: 'takeover-over' });
    expect(await first.ask('takeover:answer', { takeoverId, agree: true })).toEqual({ ok: {} });
    await expect.poll(() => first.ended).toBe(true);
    expect(await isIn(first.cookie!)).toBe(false);
    expect(await other.continueTakeover(ticket)).toBe('in');
    expect(await other.continueTakeover(ticket)).toBe('in');
    expect(await isIn(other.cookie!)).toBe(true);
    // The old tablet has card and PIN: it waits like any other.
    expect(await first.signInByCard(seat.card, seat.ownPin)).toMatchObject({ kind: 'waiting' });
    expect(await isIn(other.cookie!)).toBe(true);
  });

  test('[B66] stays out when the first refuses, and may ask again', async () => {
    const seat = house.deputy(9);
    const { device: first } = seat.tablet;
    const { other, ticket } = await second(seat);
    const { takeoverId } = await first.untilSaid('takeover:asked', ({ takeover }) => takeover);
    expect(await first.ask('takeover:answer', { takeoverId, agree: false })).toEqual({ ok: {} });
    await first.untilSaid('takeover:asked', ({ takeover }) => takeover === null);
    await expect(other.continueTakeover(ticket)).rejects.toMatchObject({
      refusal: { code: 'takeover-refused' },
    });
    expect(await isIn(first.cookie!)).toBe(true);
    expect(await other.signInByCard(seat.card, seat.ownPin)).toMatchObject({ kind: 'waiting' });
  });

  test('[B66] takes over when the operator agrees, and only then', async () => {
    const seat = house.deputy(10);
    const { other, ticket } = await second(seat);
    const isHis = ({ deputyId }: { deputyId: string }) => deputyId === seat.deputyId;
    const { takeoverId } = await house.hall.operator.untilSaid('desk:cards', (desk) =>
      desk.takeovers.find(isHis),
    );
    const agree = { takeoverId, agree: true };
    expect(blame(await atDesk('takeovers', agree, house.hall.chair))).toMatchObject({ code: 'not-allowed' });
    expect(blame(await atDesk('takeovers', agree))).toEqual({ status: 200 });
    expect(await other.continueTakeover(ticket)).toBe('in');
    expect(await isIn(seat.tablet.device.cookie!)).toBe(false);
    expect(blame(await atDesk('takeovers', agree))).toMatchObject({ code: 'takeover-over' });
  });

  test('[B66] waits five minutes and no longer', async () => {
    await withDataDir(async (folder) => {
      let now = 1_000_000;
      const clock = () => now;
      const book = openSqliteAccessBook(join(folder, 'access.sqlite'), (error) => {
        throw error;
      });
      const admission = await Admission.open(book, clock, () => {});
      const pins = await Pins.open(join(folder, 'pin-key'), false);
      const deputyOf = () => ({ name: '代表' }) as Deputy;
      const issued = () => ({ version: 1, askedBy: null });
      const cards = await Cards.open({ book, admission, pins, now: clock, deputyOf, issued });
      const { sittingId } = house.hall;
      const issue = { version: 1, withPins: true };
      const [made] = await cards.issue(sittingId, [house.deputy(0).deputyId], issue);
      const card = made!.card;
      const pin = made!.pin!;
      await cards.signIn({ card, device: 'first', pin, newPin: ownPin });
      const asked = await cards.signIn({ card, device: 'second', pin: ownPin });
      if (!('ticket' in asked)) throw new Error(JSON.stringify(asked));
      const [{ takeoverId } = { takeoverId: null }] = cards.desk(sittingId).takeovers;
      now += TAKEOVER_MS - 1;
      expect(await cards.continueTakeover(asked.ticket, 'second')).toMatchObject({ kind: 'waiting' });
      now++;
      const over = { refused: { code: 'takeover-over' } };
      expect(await cards.continueTakeover(asked.ticket, 'second')).toMatchObject(over);
      expect(await cards.answerTakeover(takeoverId!, true)).toMatchObject(over);
      expect(cards.desk(sittingId).takeovers).toEqual([]);
      await book.close();
    });
  });
});

test('[B64] no one member of staff comes to be a scrutineer', async () => {
  const seat = house.hall.scrutineers[1]!;
  const { deputyId } = seat;
  const needsTwo = { status: 403, code: 'scrutineer-needs-two' };
  const alone = { deputyIds: [deputyId] };
  expect(blame(await atDesk('cards', alone))).toEqual({ ...needsTwo, field: 'deputyIds.0' });
  expect(blame(await atDesk('cards', alone, house.hall.chair))).toMatchObject({ code: 'card-not-requested' });
  expect(blame(await atDesk('card-unlocks', { deputyId }))).toEqual({ ...needsTwo, field: 'deputyId' });
  const { other, ticket } = await second(seat);
  const isHis = (one: { deputyId: string }) => one.deputyId === deputyId;
  const { takeoverId } = await house.hall.operator.untilSaid('desk:cards', (desk) =>
    desk.takeovers.find(isHis),
  );
  expect(blame(await atDesk('takeovers', { takeoverId, agree: true }))).toMatchObject(needsTwo);
  expect(await other.continueTakeover(ticket)).toBe('waiting');
  // Together they make another card, and nobody waits with the old one any more.
  await house.hall.replaceTablet(seat);
  await expect(other.continueTakeover(ticket)).rejects.toMatchObject({ refusal: { code: 'takeover-over' } });
});

/** Proposed beside those who are scrutineers, and appointed if told. */
async function watching({ deputyId }: Seat, appointed = true): Promise<void> {
  const { operator, chair, scrutineers } = house.hall;
  const all = [...scrutineers.map((seat) => seat.deputyId), deputyId];
  const list = { scrutineers: all, chief: all[0]! };
  await operator.command({ type: 'ProposeScrutineers', ...list });
  if (appointed) await chair.command({ type: 'AppointScrutineers', ...list });
}
/** Refused for want of a vote once the card is good for it. */
const objects = ({ tablet: { device } }: Seat) =>
  device.refusalOf({ type: 'ObjectToResult', voteId: VoteId.parse('no-such-vote'), reason: '票数不符' });
const pinGone = { status: 409, code: 'card-pin-gone', field: 'deputyId' };

test('[B64] a card from before the appointment has no say; of another one the chair has the link, the operator the PIN', async () => {
  const { operator, chair } = house.hall;
  const seat = house.deputy(11);
  const { deputyId } = seat;
  await watching(seat, false);
  const alone = await atDesk('cards', { deputyIds: [deputyId] });
  expect(blame(alone)).toMatchObject({ code: 'scrutineer-needs-two' });
  await watching(seat);
  expect(await objects(seat)).toBe('scrutineer-card-needs-two');
  await operator.command({ type: 'RequestCard', deputyId });
  const issued = await atDesk('cards', { deputyIds: [deputyId] }, chair);
  const [made] = issued.json['cards'] as { card: string }[];
  expect(issued.json['cards']).toEqual([{ deputyId, card: expect.any(String), pin: null }]);
  const colleague = new Device(house.url);
  const about = { loginName: 'operator2', name: '赵操作', password: 'another-operator-2026' };
  const { administrator: first, secondAdministrator: second } = house.hall;
  await grant({ first, second }, 'operator', about, colleague);
  const { accountId } = JSON.parse(await operator.get('/api/me')).principal;
  await operator.untilSaid('desk:cards', ({ pins }) => pins.some((one) => one.deputyId === deputyId));
  expect(operator.said('desk:cards')!.pins).toEqual([{ deputyId, accountId }]);
  const ask = (by: Device) => atDesk('card-pins', { commandId: undefined, deputyId }, by);
  expect(blame(await ask(chair))).toEqual({ status: 403, code: 'not-allowed' });
  expect(blame(await ask(colleague))).toEqual(pinGone);
  const told = await ask(operator);
  expect(told.json).toEqual({ pin: expect.stringMatching(/^\d{6}$/) });
  expect(blame(await ask(operator))).toEqual(pinGone);
  await operator.untilSaid('desk:cards', ({ pins }) => pins.length === 0);
  Object.assign(seat, { card: made!.card, printedPin: told.json['pin'], ownPin });
  await house.hall.signIn(seat);
  expect(await objects(seat)).toBe('vote-unknown');
});

test('[B63][B64] killed between the log and the cards, a server leaves neither the old card nor its session', async () => {
  const { operator, chair } = house.hall;
  const seat = house.deputy(12);
  const { deputyId, card } = seat;
  const { device } = seat.tablet;
  const bystander = house.deputy(11).tablet.device;
  await watching(seat);
  // The folder as a kill after the journal's commit and before that of the cards leaves it.
  const cardFiles = () =>
    readdirSync(house.server.dataDir).filter((name) => name.startsWith('access.sqlite'));
  const kept = new Map<string, Buffer>();
  const inFolder = (name: string) => join(house.server.dataDir, name);
  await house.pullPlug(() => {
    for (const name of cardFiles()) kept.set(name, readFileSync(inFolder(name)));
  });
  expect(await isIn(device.cookie!)).toBe(true);
  await operator.command({ type: 'RequestCard', deputyId });
  expect((await atDesk('cards', { deputyIds: [deputyId] }, chair)).status).toBe(200);
  await house.pullPlug(() => {
    for (const name of cardFiles()) rmSync(inFolder(name));
    for (const [name, bytes] of kept) writeFileSync(inFolder(name), bytes);
  });
  expect([await isIn(device.cookie!), await isIn(bystander.cookie!)]).toEqual([false, true]);
  expect(blame(await tryCard({ card, device: newSecret(), pin: seat.ownPin }))).toMatchObject({
    code: 'card-unknown',
  });
  // The PIN of the new one went with the server's memory: there has to be another card.
  expect(blame(await atDesk('card-pins', { commandId: undefined, deputyId }))).toEqual(pinGone);
  device.disconnect();
  await house.hall.renewCard(seat);
  await house.hall.signIn(seat);
  expect(await objects(seat)).toBe('vote-unknown');
});

test('[B67] disk and log hold no card and no PIN, and nothing of a ballot comes from one', async () => {
  const { hall, server } = house;
  const seats = hall.seats.slice(0, 4);
  for (const seat of seats) await hall.renewCard(seat).then(() => hall.replaceTablet(seat));
  const cardsNow = () =>
    Buffer.concat(
      readdirSync(server.dataDir)
        .filter((name) => name.startsWith('access.sqlite'))
        .sort()
        .map((name) => readFileSync(join(server.dataDir, name))),
    );
  const voteId = await hall.openVote(await hall.drawUp(paper));
  const before = cardsNow();
  await house.vote(voteId, seats, firstChoice);
  // Credentials were issued and ballots cast, and where cards and sessions are kept not a byte moved.
  expect(cardsNow().equals(before)).toBe(true);
  const everything = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  for (const { card, printedPin, ownPin: own, tablet } of seats) {
    const secrets = [card, tablet.device.cookie!.split('=')[1]!];
    for (const record of [...everything, Buffer.from(server.output)]) {
      for (const secret of secrets) {
        expect(record.includes(secret)).toBe(false);
        expect(record.includes(Buffer.from(secret, 'base64url'))).toBe(false);
      }
    }
    for (const pin of [printedPin, own]) {
      expect(before.includes(pin)).toBe(false);
      expect(server.output).not.toContain(pin);
    }
  }
  expect(statSync(join(server.dataDir, 'pin-key')).mode & 0o777).toBe(0o600);
});
