import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { BackupFailed, type BackupMade, type BackupOrder } from './make.ts';

/** One line asks, one line answers. Whoever may open the socket may read the data folder anyway. */
const Order = z.strictObject({
  verb: z.literal('backup'),
  to: z.string().min(1).startsWith('/'),
  keep: z.int().min(1).optional(),
});
const Answer = z.union([
  z.strictObject({ made: z.strictObject({ folder: z.string(), files: z.int(), bytes: z.int() }) }),
  z.strictObject({ failed: z.string() }),
]);
type Answer = z.output<typeof Answer>;

const MAX_LINE = 8192;
/** The system's limit for the address of a UNIX socket, in bytes. */
const MAX_ADDRESS = 107;

/** Takes orders for the running server by the socket in its data folder. Resolves when it listens. */
export async function serveControl(
  path: string,
  backUp: (order: BackupOrder) => Promise<BackupMade>,
): Promise<Server> {
  if (Buffer.byteLength(path) > MAX_ADDRESS) throw new Error(`DATA_DIR is too long for a socket: ${path}`);
  // A crash leaves the name behind; that there is no other server is known from the locked journal.
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    let asked = '';
    socket.setEncoding('utf8').on('data', async (chunk: string) => {
      asked += chunk;
      if (asked.length > MAX_LINE) return void socket.destroy();
      if (!asked.endsWith('\n')) return;
      socket.pause();
      socket.end(`${JSON.stringify(await answerTo(asked, backUp))}\n`);
    });
  });
  server.listen(path);
  await once(server, 'listening');
  chmodSync(path, 0o600);
  return server;
}

async function answerTo(line: string, backUp: (order: BackupOrder) => Promise<BackupMade>): Promise<Answer> {
  try {
    const { to, keep } = Order.parse(JSON.parse(line));
    return { made: await backUp({ to, keep }) };
  } catch (error) {
    if (error instanceof BackupFailed) return { failed: error.message };
    return { failed: `not understood: ${(error as Error).message}` };
  }
}

/** Asks the running server for a backup. Null when no server listens. */
export async function askForBackup(path: string, order: BackupOrder): Promise<BackupMade | null> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return null;
    throw error;
  }
  socket.write(`${JSON.stringify({ verb: 'backup', ...order })}\n`);
  for await (const line of createInterface(socket)) {
    const answer = Answer.parse(JSON.parse(line));
    if ('made' in answer) return answer.made;
    throw new BackupFailed(answer.failed);
  }
  throw new BackupFailed('the server stopped before the backup was made');
}
