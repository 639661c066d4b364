import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';
import { projectPaper } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { OwnCa } from '../server/own-ca.ts';
import { browser as options } from './browser.ts';
import { expect, type House, openHouse, signInByCard, test } from './house.ts';

const NAME = 'vote.town.internal';
const three = projectPaper('民生实事项目票决', 5, 3);

/** Chromium of a person in whose store this CA stands, and to whom the hall's name leads here. */
async function browserThatTrusts(ca: OwnCa): Promise<Browser> {
  const store = join(ca.folder, '.pki/nssdb');
  mkdirSync(store, { recursive: true });
  ca.run(
    `certutil -d sql:${store} -N --empty-password; certutil -d sql:${store} -A -t C,, -n congress -i ca.crt`,
  );
  const { launchOptions } = options;
  return chromium.launch({
    ...launchOptions,
    args: [...launchOptions!.args!, `--host-resolver-rules=MAP ${NAME} 127.0.0.1`],
    env: { ...process.env, HOME: ca.folder },
  });
}

/** The serial number of the certificate that a new connection is shown. */
async function serialAt(url: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), servername: NAME });
  await once(socket, 'secureConnect');
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

/** Marks one project and casts; answers with the headers of every cast, as they left the browser. */
async function vote(page: Page): Promise<Record<string, string>[]> {
  const casts: Promise<Record<string, string>>[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/urn/casts') casts.push(request.allHeaders());
  });
  await page.getByRole('checkbox', { name: '1 候选项目 1', exact: true }).click();
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await page.getByRole('button', { name: '投出选票' }).click();
  await expect(page.getByRole('heading', { name: '选票已收到' })).toBeVisible();
  return Promise.all(casts);
}

test.describe('a hall with a certificate of its own', () => {
  // One hall for both.
  test.describe.configure({ mode: 'default' });
  let ca: OwnCa;
  let browser: Browser;
  let house: House;
  /** Of the plain listener. */
  let plainPort: string;

  test.beforeAll(async () => {
    ca = new OwnCa(NAME);
    setDefaultCACertificates([...getCACertificates('default'), ca.pem]);
    browser = await browserThatTrusts(ca);
    const env = { TLS_CERT: ca.files.cert, TLS_KEY: ca.files.key, HTTP_PORT: '0', LOG_LEVEL: 'info' };
    house = await openHouse(browser, { entitled: 6, present: 6, env, host: NAME });
    plainPort = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(house.server.output)![1]!;
  });
  test.afterAll(async () => {
    await house?.close();
    await browser?.close();
    ca.remove();
  });

  test('[B82] [B83] [B84] [V4.4.1] [V14.2.1] a deputy signs in and votes over HTTPS; no cookie goes with the cast; a new certificate disturbs nobody', async () => {
    const { hall, server } = house;
    const voteId = await hall.openVote(await hall.drawUp(three));
    // Plain HTTP first, as somebody types it.
    const page = await house.page('tablet', `http://${NAME}:${plainPort}/tablet`);
    await expect(page).toHaveURL(`${house.origin}/tablet`);
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    const seat = house.inBrowsers[0]!;
    const addresses: string[] = [];
    page.context().on('request', (request) => addresses.push(request.url()));
    await signInByCard(page, seat);
    await expect(page.getByRole('heading', { name: three.title })).toBeVisible();

    const [cookie, ...more] = await page.context().cookies();
    expect(more).toEqual([]);
    expect(cookie).toMatchObject({
      name: '__Host-yishi',
      domain: NAME,
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
    });
    expect(await page.evaluate('document.cookie')).toBe('');
    const me = page.waitForRequest(/\/api\/me$/);
    await page.reload();
    expect((await (await me).allHeaders())['cookie']).toContain('__Host-yishi=');

    await expect(page.getByRole('heading', { name: three.title })).toBeVisible();
    const before = await serialAt(server.url);
    const opened = sockets.length;
    ca.issue();
    await expect.poll(() => serialAt(server.url), { timeout: 20_000 }).not.toBe(before);

    const casts = await vote(page);
    expect(casts).toHaveLength(1);
    expect(Object.keys(casts[0]!).filter((name) => /cookie|authorization|referer/.test(name))).toEqual([]);
    expect(sockets.slice(opened)).toEqual([]);
    // The secret of the card was in no address after the page itself, whose fragment stays in the browser.
    expect(addresses.filter((url) => url.split('#')[0]!.includes(seat.card))).toEqual([]);
    expect(addresses.some((url) => url.endsWith('/api/card/sign-in'))).toBe(true);
    expect(sockets.every((url) => url.startsWith(`wss://${NAME}:`))).toBe(true);
    const { published } = await hall.finish(voteId);
    expect(published.results![0]!.tally).toMatchObject({ returned: 1, valid: 1 });
    expect(house.violations).toEqual([]);
  });

  test('[B85] [V3.7.5] a page without encryption says so before anything can be typed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'yishi-plain-'));
    const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
    const { port } = new URL(server.url);
    try {
      for (const path of ['/', '/in#secret', '/tablet', '/desk', '/hall']) {
        const page = await house.page('tablet', `http://${NAME}:${port}${path}`);
        await expect(page.getByRole('heading', { name: '请不要在这个地址登录或投票' })).toBeVisible();
        await expect(page.getByText('Please raise your hand')).toBeVisible();
        await expect(page.locator('input, button, textarea')).toHaveCount(0);
        expect(page.url()).toBe(`http://${NAME}:${port}/insecure`);
        if (path !== '/') continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations).toEqual([]);
      }
      // The same server by the name of this machine is a secure context, and the app.
      const here = await house.page('tablet', server.url);
      await expect(here.getByRole('heading', { name: '请先登录' })).toBeVisible();
    } finally {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
    expect(house.violations).toEqual([]);
  });
});
