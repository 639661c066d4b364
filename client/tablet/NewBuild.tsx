import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../design/Notice.tsx';
import { useSitting } from '../sitting.tsx';
import { useNewBuild } from './build.ts';

const LOADED_FOR = 'yishi.build';
/** Three hundred tablets do not come all at once, milliseconds. */
const SPREAD_MS = 3000;
const LOOK_AGAIN_MS = 2000;

/**
 * Where the server gives out another build than this page is of: says so, and loads the page anew, but only while it is
 * shown (in the waiting room), no vote is prepared or under way and nothing is half done. Once for each build: a page that comes
 * back old, from a cache in between, does not go round in circles.
 */
export function NewBuild({ voting }: { voting: boolean }) {
  const { t } = useTranslation('presence');
  const { status } = useSitting();
  const build = useNewBuild();
  const [tried] = useState(() => sessionStorage.getItem(LOADED_FOR));
  const reloads = build !== null && build !== tried && !voting && status === 'live';
  useEffect(() => {
    if (!reloads) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      if (halfDone()) {
        timer = setTimeout(look, LOOK_AGAIN_MS);
        return;
      }
      sessionStorage.setItem(LOADED_FOR, build);
      location.reload();
    };
    timer = setTimeout(look, SPREAD_MS * Math.random());
    return () => clearTimeout(timer);
  }, [reloads, build]);
  if (build === null) return null;
  return (
    <Notice tone="information">
      {t(voting ? 'build.waits' : build === tried ? 'build.byHand' : 'build.coming')}
    </Notice>
  );
}

function halfDone(): boolean {
  const typed = [...document.querySelectorAll('input')].some(
    ({ type, value }) => type === 'text' && value !== '',
  );
  return typed || document.querySelector('dialog[open]') !== null;
}
