import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A real server in a process of its own, on one port through all its lives. */
export class ServerProcess {
  readonly url: string;
  readonly dataDir: string;
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  /** Everything it has printed, through all its lives. */
  output = '';
  /** Of its latest start: one for each administrator that was missing. */
  setupCodes: string[] = [];

  private constructor(port: number, dataDir: string, env: Record<string, string>) {
    this.url = `${env['TLS_CERT'] ? 'https' : 'http'}://127.0.0.1:${port}`;
    this.dataDir = dataDir;
    // Written when a server stops by itself; halves the time of every later start.
    const compiled = join(tmpdir(), 'yishi-compiled');
    this.#env = {
      NODE_COMPILE_CACHE: compiled,
      ...env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
    };
  }

  /** On a free port, unless one is given. */
  static async start(
    dataDir: string,
    env: Record<string, string> = {},
    port?: number,
  ): Promise<ServerProcess> {
    const server = new ServerProcess(port ?? (await freePort()), dataDir, env);
    await server.start();
    return server;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it listens; throws with its output when it stops before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.setupCodes = [];
    child.stderr!.on('data', (chunk) => (this.output += chunk));
    await new Promise<void>((listening, failed) => {
      child.once('exit', (code) =>
        failed(new Error(`the server stopped with ${code}:\n${this.output.slice(-4000)}`)),
      );
      createInterface(child.stdout!).on('line', (line) => {
        this.output += `${line}\n`;
        if (line.startsWith('setup code ')) this.setupCodes.push(line.slice('setup code '.length));
        if (line.startsWith('yishi http')) listening();
      });
    });
  }

  /** Pulls the plug: nothing is finished, nothing is flushed. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
