import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsFiles } from '../../server/tls.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The README's own commands, so that they stay true: the first make the CA, the second a server's certificate. */
const [makeCa, issue] = [...readme.matchAll(/```sh\n([^`]*openssl req -x509[^`]*)```/g)].map(
  ([, block]) => block!,
);

/** A certificate authority as the README makes one, in a folder of its own. */
export class OwnCa {
  readonly folder = mkdtempSync(join(tmpdir(), 'yishi-ca-'));
  readonly files: TlsFiles = { cert: join(this.folder, 'server.crt'), key: join(this.folder, 'server.key') };
  readonly #names: Record<string, string>;

  constructor(name: string, address = '127.0.0.1') {
    this.#names = { NAME: name, ADDRESS: address };
    this.run(makeCa!.replace(/^NAME=.*\n/, ''));
    this.issue();
  }

  /** Its own certificate, in PEM. */
  get pem(): string {
    return readFileSync(join(this.folder, 'ca.crt'), 'utf8');
  }

  /** A new certificate and key in place of those that are there, by rename. */
  issue(days = 397): void {
    this.run(issue!.replace('-days 397', `-days ${days}`));
  }

  /** Puts a certificate in place that ended yesterday, for the key that is there. */
  expire(): void {
    this.run(`openssl x509 -x509toreq -copy_extensions copy -in server.crt -signkey server.key -out server.csr
      openssl x509 -req -copy_extensions copy -in server.csr -CA ca.crt -CAkey ca.key -days -1 -out server.crt`);
  }

  /** Throws with what a command has printed. */
  run(commands: string): void {
    const env = { ...process.env, ...this.#names };
    const { status, stderr } = spawnSync('sh', ['-ec', commands], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${commands}\n${stderr}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
