import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Device, newCommandId } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { invented } from '../../server/demo/staff.ts';
import { firstChoice, paper } from './hall-fixture.ts';

/** An address of this machine that nothing else uses, and a browser that there is not. */
const FROM = '127.83.41.7';
const AGENT = 'Beobachter/83.41';

const roll = ['欧阳𠮷祥', '司马䶮', '上官婉', '诸葛明亮', '皇甫端'].map((name, at) => ({
  name,
  delegation: `云岭${at}号代表团`,
  seat: `座${at}号`,
  number: `证号83-${at}`,
  standing: 'entitled' as const,
}));

const phoneOf = (at: number) => `0938-77${at}41${at}`;

/** What a person does wrong, from an address and a browser of the own. Answers with what came back. */
async function stumble(url: string, cookies: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  let heard = '';
  const ask = async (method: string, path: string, cookie: string, body?: string) => {
    const headers = {
      'user-agent': AGENT,
      'x-forwarded-for': FROM,
      cookie,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const sent = request({ hostname, port, path, method, headers, localAddress: FROM });
    const [response] = await once(sent.end(body), 'response');
    for await (const chunk of response) heard += `${chunk}\n`;
  };
  const named = JSON.stringify({ name: roll[0]!.name, link: '\n{"level":50,"msg":"invented"}' });
  for (const cookie of cookies) {
    await ask('GET', '/api/me', cookie);
    await ask('GET', `/api/sittings/${encodeURIComponent(roll[0]!.name)}/roll`, cookie);
    for (const path of ['/api/sign-in', '/api/setup', '/api/staff/sign-in', '/api/sittings', '/urn/casts']) {
      for (const body of [named, `${named}{`, `"${'x'.repeat(80_000)}"`])
        await ask('POST', path, cookie, body);
    }
  }
  return heard;
}

test('[V16.2.5] [V16.2.2] [V16.4.1] [V16.5.1] a whole sitting at the level debug leaves no person in the log', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-log-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'debug' });
  const { setupCodes } = server;
  let hall: Hall | undefined;
  try {
    const about = { title: '第三次会议', body: 'congress', totalMembership: roll.length, roll } as const;
    hall = await Hall.open(server.url, setupCodes, about, new Dice(3));
    const phones = hall.seats.map(({ deputyId }, at) => ({ deputyId, phone: phoneOf(at) }));
    const rollVersion = await hall.operator.until((view) => view.rollVersion);
    const change = { rollVersion, added: [], changed: [], restored: [], removed: [], phones };
    const ofSitting = `/api/sittings/${hall.sittingId}`;
    await hall.operator.fetch(`${ofSitting}/roll/changes`, { commandId: newCommandId(), ...change });
    expect(await hall.operator.get(`${ofSitting}/contacts`)).toContain(phoneOf(4));
    await eachOf(hall.seats, (seat) => hall!.signIn(seat));
    await hall.checkIn(hall.seats);
    const cookies = [hall.operator, hall.chair, ...hall.seats.map(({ tablet }) => tablet.device)].map(
      ({ cookie }) => cookie!,
    );
    const heard = await stumble(server.url, cookies.slice(0, 3));
    const wrong = new Device(server.url);
    const { loginName } = invented.operator;
    await expect(
      wrong.fetch('/api/staff/sign-in', { loginName, password: 'falsches Losungswort' }),
    ).rejects.toThrow();
    const voteId = await hall.openVote(await hall.drawUp(paper));
    await eachOf(hall.seats, async ({ tablet }) => void (await tablet.vote(voteId, firstChoice)));
    const { published } = await hall.finish(voteId);
    expect(published.results![0]!.tally.returned).toBe(roll.length);
    await hall.seats[4]!.tablet.device.post('POST /api/sign-out', {});
    hall.leave();
    await server.stop();

    const lines = server.output.split('\n').filter((line) => !/^(?:setup code |yishi http|$)/.test(line));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const { time, msg } = JSON.parse(line);
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(msg).not.toBe('invented');
    }
    const persons = [
      ...roll.flatMap(({ name, delegation, seat, number }) => [name, delegation, seat, number]),
      ...hall.seats.flatMap(({ card, deputyId, printedPin, ownPin }) => [card, deputyId, printedPin, ownPin]),
      ...roll.map((_, at) => phoneOf(at)),
      ...Object.values(invented).flatMap(({ name, password }) => [name, password]),
      ...cookies.map((cookie) => cookie.split('=')[1]!),
      '__Host-yishi',
      'falsches Losungswort',
      FROM,
      AGENT,
    ];
    const log = lines.join('\n');
    expect(persons.filter((person) => log.includes(person))).toEqual([]);
    // Nor do refusals say how the server is made.
    expect(heard).toContain('"refused"');
    expect(heard).not.toMatch(/node_modules|\.ts:\d|\n\s+at |SQLITE|\/tmp\//);
  } finally {
    hall?.leave();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
