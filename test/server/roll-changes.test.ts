import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Device, newCommandId } from '../../server/demo/device.ts';
import { changeOf } from '../../shared/roll-plan.ts';
import { houseForThisFile } from './hall-fixture.ts';
import { RollFiles } from './roll-files.ts';

const house = houseForThisFile({ present: 3 });
const files = new RollFiles(house);

describe('an import', () => {
  const withPhones =
    '姓名,代表团,座位,代表证号,手机\n张明,城关区,1,001,13900000001\n李芳,城关区,2,002,13900000002\n';

  test('[B68] keeps ids, refuses what was prepared for an earlier roll, and is done once however often it is asked', async () => {
    const of = await files.newSitting(3);
    const first = await files.preview(withPhones, of);
    const body = {
      commandId: newCommandId(),
      rollVersion: first.rollVersion,
      ...changeOf(first.plan!, new Set()),
    };
    const ask = () =>
      house.hall.operator.post('POST /api/sittings/:sittingId/roll/changes', body, { sittingId: of });
    expect(await ask()).toEqual(await ask());
    const moved = await files.preview(
      `${withPhones.replace('李芳,城关区,2', '李芳,安宁区,3')}王强,安宁区,2,,\n`,
      of,
    );
    expect(moved.plan).toMatchObject({ unchanged: 1, missing: [] });
    const [altered] = moved.plan!.changed;
    expect(altered).toMatchObject({
      before: { seat: '2' },
      after: { seat: '3', delegation: '安宁区' },
      phone: null,
    });
    await files.apply(of, moved);
    await expect(files.apply(of, moved)).rejects.toThrow('roll-changed');
    const again = await files.preview(withPhones, of);
    expect(again.plan!.changed[0]?.before.deputyId).toBe(altered!.before.deputyId);
    expect(again.plan!.missing.map(({ name }) => name)).toEqual(['王强']);
    await files.apply(of, again, true);
    expect((await files.preview(withPhones, of)).plan).toMatchObject({
      unchanged: 2,
      changed: [],
      missing: [],
    });
  });

  test('[B71] telephone numbers are the operator’s: in no log, view or other file, and deleted with their person', async () => {
    const { operator, chair } = house.hall;
    const of = await files.newSitting(3);
    const own = withPhones.replaceAll('1390000', '1380000');
    await files.apply(of, await files.preview(own, of));
    const contacts = async () => (await operator.fetch(`/api/sittings/${of}/contacts`)) as string;
    expect(await contacts()).toContain('13800000001');
    for (const device of [chair, house.deputy(0).tablet.device])
      await expect(device.fetch(`/api/sittings/${of}/contacts`)).rejects.toThrow('not-allowed');
    const changed = await files.preview(
      '姓名,代表团,座位,手机\n张明,城关区,1,13700000007\n李芳,城关区,2,\n',
      of,
    );
    expect(changed.plan!.changed.map(({ phone }) => phone)).toEqual([
      { before: '13800000001', after: '13700000007' },
      { before: '13800000002', after: null },
    ]);
    expect(await files.apply(of, changed)).toEqual({ version: changed.rollVersion });
    await files.apply(of, await files.preview('姓名,代表团,座位\n李芳,城关区,2\n', of), true);
    expect(JSON.parse(await contacts())).toEqual({ phones: [] });
    const holding = (number: string) =>
      [
        'journal.sqlite',
        'journal.sqlite-wal',
        'access.sqlite',
        'access.sqlite-wal',
        'contacts.sqlite',
        'contacts.sqlite-wal',
      ].filter((name) => readFileSync(join(house.server.dataDir, name)).includes(number));
    for (const number of ['13800000001', '13800000002', '13700000007']) expect(holding(number)).toEqual([]);
    expect(house.server.output).not.toContain('138000');
  });

  test('[B69] who was removed is let in no more, and again after coming back', async () => {
    const { operator } = house.hall;
    const of = await files.newSitting(3);
    await files.apply(of, await files.preview(withPhones, of));
    const everyone = await files.preview(withPhones, of);
    const only = '姓名,代表团,座位\n张明,城关区,1\n';
    const { plan } = await files.preview(only, of);
    const { deputyId } = plan!.missing[0]!;
    const ids = { sittingId: of };
    const body = { commandId: newCommandId(), deputyIds: [deputyId] };
    const { cards } = await operator.post('POST /api/sittings/:sittingId/cards', body, ids);
    const tablet = new Device(house.url);
    await tablet.signInByCard(cards[0]!.card, cards[0]!.pin!, '731946');
    let socket = house.socket({ cookie: tablet.cookie, sittingId: of });
    const knock = async () => {
      socket = house.socket({ cookie: tablet.cookie, sittingId: of });
      return new Promise((done) => {
        socket.once('connect', () => done('let in'));
        socket.once('connect_error', (error) => done((error as Error & { data?: unknown }).data));
      });
    };
    expect(await knock()).toBe('let in');
    const put = new Promise((out) => socket.once('session:ended', out));
    await files.apply(of, await files.preview(only, of), true);
    // The line that was open is cut, and its card opens nothing.
    await put;
    expect(await knock()).toEqual({ code: 'not-signed-in' });
    const again = () => tablet.signInByCard(cards[0]!.card, '731946');
    await expect(again()).rejects.toMatchObject({ refusal: { code: 'card-unknown' } });
    const back = await files.preview(withPhones, of);
    expect(back.plan!.restored.map(({ after }) => after.deputyId)).toEqual([deputyId]);
    expect(everyone.plan!.unchanged).toBe(2);
    await files.apply(of, back);
    expect(await again()).toMatchObject({ kind: 'in' });
    expect(await knock()).toBe('let in');
  });
});
