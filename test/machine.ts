import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * What the tests need of the machine besides npm's packages: a browser, Chinese fonts and a few tools, all from Debian. Installs what
 * is missing where it may, else says what to install.
 */
const needed: readonly { what: string; debian: string; there: () => boolean }[] = [
  { what: 'Chromium', debian: 'chromium', there: () => existsSync('/usr/bin/chromium') },
  {
    what: 'Chinese fonts',
    debian: 'fonts-noto-cjk',
    there: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
  { what: 'systemd-analyze', debian: 'systemd', there: () => existsSync('/usr/bin/systemd-analyze') },
  { what: 'mount', debian: 'mount', there: () => existsSync('/usr/bin/mount') },
  { what: 'pdftotext', debian: 'poppler-utils', there: () => existsSync('/usr/bin/pdftotext') },
  { what: 'openssl', debian: 'openssl', there: () => existsSync('/usr/bin/openssl') },
  { what: 'certutil', debian: 'libnss3-tools', there: () => existsSync('/usr/bin/certutil') },
];

const missing = needed.filter(({ there }) => !there());
if (missing.length > 0) {
  const packages = missing.map(({ debian }) => debian);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    console.log(`installing ${packages.join(' ')} from Debian`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (...args: string[]) =>
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    run('update', '-qq');
    run('install', '-y', '-qq', '--no-install-recommends', ...packages);
  }
  const still = needed.filter(({ there }) => !there());
  if (still.length > 0) {
    console.error(
      `The tests need ${still.map(({ what }) => what).join(', ')}. Install with: sudo apt-get install ${still.map(({ debian }) => debian).join(' ')}`,
    );
    process.exit(1);
  }
}
