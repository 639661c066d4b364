import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** `any` is stricter than `serious`, which leaves out what axe calls minor or moderate. */
interface Looked {
  for?: 'any' | 'serious';
  /** A selector: only what is inside of it. */
  within?: string;
}

/** axe finds nothing against the page as it stands. */
export async function expectAccessible(page: Page, looked: Looked = {}): Promise<void> {
  // Of what passes nothing is read. A page without frames is looked at in place: axe would open another page to put frames together.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  axe.setLegacyMode(page.frames().length === 1);
  if (looked.within) axe.include(looked.within);
  const { violations } = await axe.analyze();
  const found =
    looked.for === 'serious'
      ? violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      : violations;
  const told = found.map(({ id, nodes }) => [
    id,
    nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ]);
  expect(told).toEqual([]);
}
