import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { pause } from './trying.ts';

const RETRY_MS = 1000;

/** Loads a part of the program until it comes: one that stayed refused would take the whole page with it. */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await pause(RETRY_MS * (0.5 + Math.random()));
    }
  }
}

/** React's `lazy`, which keeps for ever what failed once, over an import that does not fail. */
export function lazyRetry<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await untilLoaded(load) }));
}

/** Vite asks for the styles of a part only once, even where the part is loaded again: those that fail are asked for here. */
export function retryStyles(): void {
  const retry = async ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    await pause(RETRY_MS);
    target.replaceWith(target.cloneNode());
  };
  document.addEventListener('error', (failed) => void retry(failed), true);
}
