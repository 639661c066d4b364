import { newCommandId } from '../../server/demo/device.ts';
import type { SittingId } from '../../shared/ids.ts';
import { changeOf } from '../../shared/roll-plan.ts';
import type { RollPreview, Unreadable } from '../../shared/roll-preview.ts';
import { rollHttp } from '../../shared/roll-protocol.ts';
import { type House, type Sent, send } from './hall-fixture.ts';

export type File = Uint8Array | string;

/** What the operator of a house does with files of a roll. */
export class RollFiles {
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** A sitting without a roll. */
  async newSitting(totalMembership = 5000): Promise<SittingId> {
    const about = { title: '第二次会议', body: 'congress', totalMembership } as const;
    const body = { commandId: newCommandId(), ...about };
    return (await this.#house.hall.operator.post('POST /api/sittings', body)).sittingId;
  }

  upload(file: File, of: SittingId, sent: Partial<Sent> = {}) {
    return send(`${this.#house.url}/api/sittings/${of}/roll/preview`, {
      cookie: this.#house.hall.operator.cookie,
      headers: { 'content-type': 'application/octet-stream' },
      body: typeof file === 'string' ? Buffer.from(file) : file,
      ...sent,
    });
  }

  async preview(file: File, of: SittingId): Promise<RollPreview> {
    const read = await this.#read(file, of);
    if ('unreadable' in read) throw new Error(`unreadable: ${JSON.stringify(read.unreadable)}`);
    return read;
  }

  async unreadable(file: File, of: SittingId): Promise<Unreadable> {
    const read = await this.#read(file, of);
    if (!('unreadable' in read)) throw new Error(`was read: ${read.lines} lines`);
    return read.unreadable;
  }

  async apply(of: SittingId, { plan, rollVersion }: RollPreview, removeMissing = false) {
    const missing = new Set(plan!.missing.map(({ deputyId }) => deputyId));
    return this.#house.hall.operator.post(
      'POST /api/sittings/:sittingId/roll/changes',
      { commandId: newCommandId(), rollVersion, ...changeOf(plan!, removeMissing ? missing : new Set()) },
      { sittingId: of },
    );
  }

  async #read(file: File, of: SittingId) {
    const { json } = await this.upload(file, of);
    return rollHttp['POST /api/sittings/:sittingId/roll/preview'].reply.parse(json).read;
  }
}
