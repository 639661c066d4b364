import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ServerProcess } from '../../server/demo/server-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yishi-pages-'));
let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
const get = (path: string) => fetch(server.url + path);

describe('the pages', () => {
  test.each([
    '/',
    '/in',
    '/invitation',
    '/account',
    '/accounts',
    '/acts',
    '/tablet',
    '/scrutineer',
    '/hall',
    '/hall/abcdefgh',
    '/desk/abcdefgh/roll',
    '/report/abcdefgh/ijklmnop',
    '/inquiries',
    '/moderation/abcdefgh',
    '/department/abcdefgh',
    '/notes/abcdefgh',
    '/g',
    '/g/482913',
    '/gallery.html',
  ])('%s is the one page, asked for every time', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control') ?? '').not.toMatch(/max-age=[1-9]|immutable/);
    expect(await response.text()).toContain('<div id="root">');
  });

  test('built files are kept by browsers, for their names say what is in them', async () => {
    const [script] = (await (await get('/')).text()).match(/\/assets\/[\w-]+\.js/)!;
    const response = await get(script!);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toMatch(/max-age=31536000, immutable/);
  });

  test('scripts come compressed to whoever can read that, and plain to others', async () => {
    const [script] = (await (await get('/')).text()).match(/\/assets\/[\w-]+\.js/)!;
    const sizes = [];
    for (const encoding of ['br', 'gzip', 'identity']) {
      const response = await fetch(server.url + script, { headers: { 'accept-encoding': encoding } });
      expect(response.headers.get('content-encoding') ?? 'identity').toBe(encoding);
      expect(response.headers.get('content-type')).toMatch(/javascript/);
      sizes.push(Number(response.headers.get('content-length')));
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes[0]! * 2).toBeLessThan(sizes[2]!);
  });

  test.each([
    '/elsewhere',
    '/tablet/a/b/c',
    '/assets/none.js',
    '/..%2fpackage.json',
    '/build/bundle-figures.ts',
    '/main.tsx',
  ])('%s is not there', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ refused: { code: 'not-found' } });
  });

  test('[B130] the public page is another one: it knows the hall’s time zone', async () => {
    const [page, tablet] = await Promise.all([get('/g/482913'), get('/tablet')]);
    const html = await page.text();
    expect(html).toContain('<meta name="time-zone" content="Asia/Shanghai">');
    const scripts = (text: string) => text.match(/\/assets\/(?:gallery|index)-[\w-]+\.js/g)!;
    expect(scripts(html)).not.toEqual(scripts(await tablet.text()));
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toMatch(/script-src 'self'(?:;|$)/);
    // No inquiry has this code.
    expect(policy).not.toContain('https:');
  });

  test('scripts come from here alone, and nobody frames the page', async () => {
    const policy = (await get('/tablet')).headers.get('content-security-policy')!;
    expect(policy).toMatch(/script-src 'self'(?:;|$)/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).toMatch(/base-uri 'none'/);
  });
});
