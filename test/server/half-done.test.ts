import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dice } from '../../server/demo/dice.ts';
import { firstRoll, inventedRoll } from '../../server/demo/hall.ts';
import type { AccountView, ChainedAct } from '../../shared/accounts.ts';
import type { AccountId } from '../../shared/ids.ts';
import { House } from './hall-fixture.ts';
import { RollFiles } from './roll-files.ts';

const house = new House();
beforeAll(() => house.open({ present: 3 }));
afterAll(() => house.shut());
const dice = new Dice(834);

/** The server dies somewhere in the middle of the work, which asks on until it is answered. */
async function dyingDuring<T>(work: () => Promise<T>): Promise<T> {
  const done = work();
  await new Promise((later) => setTimeout(later, dice.between(0, 12)));
  await house.pullPlug();
  return done;
}

test('[B68] [B71] a roll change that the server dies in is whole in log and numbers once it is answered', async () => {
  const files = new RollFiles(house);
  const { operator } = house.hall;
  for (let round = 0; round < 3; round++) {
    const of = await files.newSitting();
    const lines = inventedRoll(300).map((line, at) => ({ ...line, phone: `1390000${1000 + at}` }));
    const change = { ...firstRoll([]), added: lines };
    const route = 'POST /api/sittings/:sittingId/roll/changes';
    const { version } = await dyingDuring(() => operator.post(route, change, { sittingId: of }));
    const again = await operator.post(route, change, { sittingId: of });
    expect(again).toEqual({ version });
    const { phones } = JSON.parse(await operator.get(`/api/sittings/${of}/contacts`));
    expect(phones).toHaveLength(300);
    const { plan } = await files.preview('姓名,代表团,座位\n代表1,第1代表团,1-1\n', of);
    expect(plan).toMatchObject({ unchanged: 1, added: [], missing: { length: 299 } });
  }
});

test('[B58] [B60] an approval that the server dies in stands with its line in the log, or neither does', async () => {
  const { administrator: first, secondAdministrator: second } = house.hall;
  for (let round = 0; round < 3; round++) {
    const about = { loginName: `chair${round}`, name: '新主席', role: 'chair' } as const;
    const { accountId } = await first.post('POST /api/accounts', about);
    // One try, as of somebody who does not ask again.
    const asked = second.fetch('/api/accounts/approve', { accountId }).catch(() => null);
    await dyingDuring(() => asked);
    const { accounts } = JSON.parse(await first.get('/api/accounts')) as { accounts: AccountView[] };
    const { acts, brokenAt } = JSON.parse(await first.get('/api/acts')) as {
      acts: ChainedAct[];
      brokenAt: number | null;
    };
    const of = (id: AccountId) =>
      acts.filter(({ entry: { act } }) => act.type === 'InvitationApproved' && act.accountId === id).length;
    const { standing } = accounts.find((one) => one.accountId === accountId)!;
    expect([standing, of(accountId)]).toEqual(of(accountId) === 1 ? ['invited', 1] : ['proposed', 0]);
    expect(brokenAt).toBeNull();
    // Whoever lost the link makes another.
    await second.post('POST /api/accounts/approve', { accountId });
  }
});
