import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { LanguageSwitch } from '../design/preferences.tsx';
import styles from './hall.module.css';

interface Props {
  idle: boolean;
  held: boolean;
  onHold: (held: boolean) => void;
}

/** Comes with a moved mouse or the keyboard's focus, and goes again. */
export function Controls({ idle, held, onHold }: Props) {
  const { t } = useTranslation('hall');
  const full = useFullScreen();
  return (
    <aside className={styles['controls']} data-idle={idle} aria-label={t('controls')}>
      <Button look="quiet" aria-pressed={held} onClick={() => onHold(!held)}>
        {held ? t('turnPages') : t('holdPages')}
      </Button>
      {document.fullscreenEnabled && (
        <Button look="quiet" onClick={() => void toggleFullScreen()}>
          {full ? t('leaveFullScreen') : t('fullScreen')}
        </Button>
      )}
      <LanguageSwitch />
    </aside>
  );
}

async function toggleFullScreen(): Promise<void> {
  try {
    await (document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen());
  } catch {
    // The browser does not want to just now; the screen works without.
  }
}

function useFullScreen(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('fullscreenchange', changed);
      return () => document.removeEventListener('fullscreenchange', changed);
    },
    () => document.fullscreenElement !== null,
  );
}

/** Whether nobody has touched mouse or keyboard for a while. */
export function useIdle(afterMs: number): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const events = ['pointermove', 'pointerdown', 'keydown'] as const;
    let timer: ReturnType<typeof setTimeout>;
    const stir = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), afterMs);
    };
    stir();
    for (const event of events) addEventListener(event, stir);
    return () => {
      clearTimeout(timer);
      for (const event of events) removeEventListener(event, stir);
    };
  }, [afterMs]);
  return idle;
}
