import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { administrators, invented } from '../../server/demo/staff.ts';
import { send } from './hall-fixture.ts';

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start(mkdtempSync(join(tmpdir(), 'yishi-')), { LOG_LEVEL: 'warn' });
  await administrators(server.url, server.setupCodes);
});
afterAll(async () => {
  await server.stop();
  rmSync(server.dataDir, { recursive: true, force: true });
});

test('[B98] [V6.3.1] a machine that floods the entrance with invented names shuts nobody else out', async () => {
  const from = async (address: string, loginName: string, password = 'x') => {
    const body = { loginName, password };
    const headers = { 'x-forwarded-for': address };
    return (await send(`${server.url}/api/staff/sign-in`, { body, headers })).refused?.code ?? 'ok';
  };
  const names = Array.from({ length: 130 }, (_, at) => `stranger${at}`);
  const flood = await Promise.all(names.map((name, at) => from(`2001:db8::${at}`, name)));
  const counted = (code: string) => flood.filter((one) => one === code).length;
  expect([counted('credentials-wrong'), counted('busy')]).toEqual([60, 70]);
  const { loginName, password } = invented.administrator;
  // The address nearest to us counts, whatever else the flood says of itself.
  expect(await from('198.51.100.1, 2001:db8::5', loginName, password)).toBe('busy');
  expect(await from('2001:db8:0:1::5', loginName, password)).toBe('ok');
});
