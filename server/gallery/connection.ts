import type { Socket } from 'socket.io';

export type Connection = Socket['conn'];
/** What Engine.IO's types keep to themselves. */
interface Within {
  transport: { socket?: { bufferedAmount: number; terminate(): void } };
  writeBuffer: readonly { data?: string }[];
}
const within = (connection: Connection) => connection as unknown as Within;

/**
 * A Socket.IO event, encoded once for everybody who gets it: as text, and as the WebSocket frame that holds it, so that
 * neither is made again for each viewer.
 */
export class Packet {
  readonly bytes: number;
  readonly #text: string;
  readonly #options: { compress: boolean; wsPreEncodedFrame: Buffer[] };

  /** `json`: what the event carries, serialised. */
  constructor(name: string, json: string) {
    // 2: an event of Socket.IO; before it stands 4, a message of Engine.IO.
    this.#text = `2[${JSON.stringify(name)},${json}]`;
    const payload = Buffer.from(`4${this.#text}`);
    this.bytes = payload.length;
    // One piece is one write to the kernel for each viewer.
    const frame = Buffer.concat([headerOf(payload.length), payload]);
    this.#options = { compress: false, wsPreEncodedFrame: [frame] };
  }

  writeTo(connection: Connection): void {
    // The options are more than the types say: Socket.IO's own adapter hands its frames over in the same way.
    connection.write(this.#text, this.#options as { compress: boolean });
  }
}

/** RFC 6455, 5.2: one unmasked text frame, whole. */
function headerOf(length: number): Buffer {
  const FINAL_TEXT = 0x81;
  if (length < 126) return Buffer.from([FINAL_TEXT, length]);
  const long = length > 0xffff;
  const header = Buffer.alloc(long ? 10 : 4);
  header.writeUInt8(FINAL_TEXT, 0);
  header.writeUInt8(long ? 127 : 126, 1);
  if (long) header.writeBigUInt64BE(BigInt(length), 2);
  else header.writeUInt16BE(length, 2);
  return header;
}

/** Bytes that wait in this process because the other end does not read. */
export function queuedBytes(connection: Connection): number {
  const { transport, writeBuffer } = within(connection);
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return waiting + (transport.socket?.bufferedAmount ?? 0);
}

/** Ends it at once, and gives up what waits. */
export function cutOff(connection: Connection): void {
  within(connection).transport.socket?.terminate();
}
