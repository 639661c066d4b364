import { useEffect, useRef, useState } from 'react';
import { Button } from '../design/Button.tsx';
import { untilLoaded } from '../lazy.ts';
import { useGallery } from './gallery.tsx';
import { useWords } from './language.tsx';
import styles from './now.module.css';

interface Props {
  /** HLS playlist. */
  url: string;
  posterUrl: string | undefined;
  ended: boolean;
}
type Phase = 'still' | 'loading' | 'playing' | 'failed';

/** The video: nothing of it is loaded before somebody wants to see it. */
export function Stream({ url, posterUrl, ended }: Props) {
  const { stream: words } = useWords();
  const { playFrom } = useGallery();
  const video = useRef<HTMLVideoElement>(null);
  const stop = useRef<(() => void) | null>(null);
  const [phase, setPhase] = useState<Phase>('still');
  const [noMoment, setNoMoment] = useState(false);

  const start = async (at?: number) => {
    // It was named after this page was loaded, and the page's policy does not know it yet.
    if (!isAllowed(url)) return location.reload();
    const element = video.current!;
    setNoMoment(false);
    if (phase !== 'playing') {
      setPhase('loading');
      stop.current?.();
      stop.current = await attach(element, url, () => setPhase('failed'));
    }
    if (at !== undefined) setNoMoment(!(await seek(element, at)));
    await element.play().catch(() => {});
  };
  const latest = useRef(start);
  latest.current = start;
  useEffect(() => {
    playFrom.current = (seconds) => {
      video.current?.scrollIntoView({ block: 'start' });
      video.current?.focus();
      void latest.current(seconds);
    };
    return () => {
      playFrom.current = null;
      stop.current?.();
    };
  }, [playFrom]);
  return (
    <section className={styles['stream']} aria-label={ended ? words.record : words.title}>
      <video
        ref={video}
        controls={phase === 'playing' || phase === 'loading'}
        playsInline
        preload="none"
        tabIndex={phase === 'still' ? -1 : 0}
        aria-label={ended ? words.record : words.title}
        {...(posterUrl && { poster: posterUrl })}
        onPlaying={() => setPhase('playing')}
      />
      {phase === 'still' && (
        <button type="button" className={styles['play']} onClick={() => void start()}>
          <span aria-hidden="true">▶</span>
          {words.play}
        </button>
      )}
      {phase === 'loading' && (
        <p className={styles['streamNote']} role="status">
          {words.loading}
        </p>
      )}
      {noMoment && (
        <p className={styles['streamNote']} role="status">
          {words.noMoment}
        </p>
      )}
      {phase === 'failed' && (
        <p className={styles['streamNote']} role="alert">
          {words.failed}{' '}
          <Button look="quiet" onClick={() => void start()}>
            {words.again}
          </Button>
        </p>
      )}
    </section>
  );
}

/** Whether the page may load from there: what the server wrote into it is what its policy says. */
function isAllowed(url: string): boolean {
  const streams = document.querySelector<HTMLMetaElement>('meta[name="streams"]')?.content ?? '';
  return streams.split(' ').includes(new URL(url).origin);
}

/** By the browser's own player where it has one for HLS; else by a library, which is loaded now. Returns how to stop. */
async function attach(video: HTMLVideoElement, url: string, onFailed: () => void): Promise<() => void> {
  if (!video.canPlayType('application/vnd.apple.mpegurl')) {
    const { playHls } = await untilLoaded(() => import('./hls.ts'));
    return playHls(video, url, onFailed);
  }
  video.onerror = onFailed;
  video.src = url;
  return () => {
    video.onerror = null;
    video.removeAttribute('src');
    video.load();
  };
}

/** False where the stream does not reach back so far. */
async function seek(video: HTMLVideoElement, seconds: number): Promise<boolean> {
  if (video.readyState === 0) {
    await new Promise((loaded) => {
      video.addEventListener('loadedmetadata', loaded, { once: true });
      video.addEventListener('error', loaded, { once: true });
    });
  }
  const { seekable } = video;
  const reaches = Array.from({ length: seekable.length }, (_, at) => at).some(
    (at) => seekable.start(at) <= seconds && seconds <= seekable.end(at),
  );
  if (reaches) video.currentTime = seconds;
  return reaches;
}
