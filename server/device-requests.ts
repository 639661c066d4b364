import type { Server, Socket } from 'socket.io';
import type { DeputyId, SittingId } from '../shared/ids.ts';
import type { Principal } from '../shared/protocol.ts';
import { deskRoles } from '../shared/roles.ts';
import { refusal } from '../shared/sitting/refusals.ts';
import type { On } from './answering.ts';
import type { Devices } from './chamber/devices.ts';

interface About {
  io: Server;
  devices: Devices;
  sittingId: SittingId;
  isVoteOpen: (sittingId: SittingId) => boolean;
}

const roomOf = (sittingId: SittingId, deputyId: DeputyId) => `tablet/${sittingId}/${deputyId}`;

/** What the desk asks about tablets. */
export function answerDesk(on: On, socket: Socket, { role }: Principal, about: About): void {
  const { io, devices, sittingId } = about;
  let stop: (() => void) | null = null;
  const end = () => {
    stop?.();
    stop = null;
  };
  socket.on('disconnect', end);
  on('devices:watch', async ({ watching }) => {
    if (role === 'deputy' || !deskRoles.includes(role)) return { refused: refusal('not-allowed') };
    end();
    if (watching) stop = devices.watch(sittingId, (list) => socket.emit('devices:list', { devices: list }));
    return {};
  });
  on('devices:flash', async ({ deputyIds }) => {
    if (role !== 'operator') return { refused: refusal('not-allowed') };
    if (about.isVoteOpen(sittingId)) return { refused: refusal('vote-under-way') };
    const rooms = [...new Set(deputyIds)].map((deputyId) => roomOf(sittingId, deputyId));
    const reached = rooms.filter((room) => io.of('/').adapter.rooms.has(room));
    if (reached.length > 0) io.to(reached).emit('seat:flash', {});
    return { reached: reached.length };
  });
}

/** What a deputy's tablet tells of itself. */
export function answerTablet(on: On, socket: Socket, principal: Principal, about: About): void {
  const { devices, sittingId } = about;
  if (principal.role !== 'deputy') {
    on('device:state', async () => ({ refused: refusal('not-allowed') }));
    return;
  }
  const { deputyId } = principal;
  socket.join(roomOf(sittingId, deputyId));
  devices.came(sittingId, deputyId, socket.id);
  socket.on('disconnect', (reason) =>
    devices.went(sittingId, deputyId, socket.id, reason === 'client namespace disconnect'),
  );
  on('device:state', async (report) => {
    devices.reported(sittingId, deputyId, socket.id, report);
    return {};
  });
}
