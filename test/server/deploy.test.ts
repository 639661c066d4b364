import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const units = join(root, 'docs/systemd');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-units-'));
  for (const name of readdirSync(units)) {
    // systemd looks whether the program is there: it is here.
    writeFileSync(join(folder, name), readFileSync(join(units, name), 'utf8').replaceAll('/opt/yishi', root));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function analyze(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr, error } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  if (error) throw new Error(`systemd-analyze is needed (Debian: systemd): ${error.message}`);
  return { status, said: stdout + stderr };
}

test.each(['yishi.service', 'yishi-backup.service', 'yishi-backup.timer'])(
  '[B94] systemd has nothing to say against %s',
  (name) => {
    expect(analyze('verify', '--man=no', join(folder, name))).toEqual({ status: 0, said: '' });
  },
);

test('[B94] the server’s unit is hardened, and its memory goes to no disk', () => {
  // Of 10, in tenths: 10.0 is a service without any protection.
  const { status, said } = analyze(
    'security',
    '--offline=true',
    '--threshold=20',
    join(folder, 'yishi.service'),
  );
  expect(status, said).toBe(0);
  const unit = readFileSync(join(units, 'yishi.service'), 'utf8').split('\n');
  for (const line of ['LimitCORE=0', 'MemorySwapMax=0', 'Restart=always', 'ProtectSystem=strict']) {
    expect(unit).toContain(line);
  }
});
