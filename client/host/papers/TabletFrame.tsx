import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import styles from './preview.module.css';

const devices = { lying: { width: 1280, height: 800 }, upright: { width: 800, height: 1280 } } as const;
/** A document of its own: the width, the letters and the sticky parts in it are the tablet's and not the desk's. main.tsx knows this text. */
const blank = '<!doctype html>';

interface Props {
  position: keyof typeof devices;
  title: string;
  children: ReactNode;
}

/** Shows its children on a page as large as a tablet, made smaller as a whole to fit. */
export function TabletFrame({ position, title, children }: Props) {
  const { i18n } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<Document | null>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    if (holder.current) observer.observe(holder.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (page) page.documentElement.lang = i18n.language;
  }, [page, i18n.language]);
  const { width, height } = devices[position];
  const scale = room / width;
  return (
    <div className={styles['device']} data-position={position}>
      <div ref={holder} className={styles['glass']} style={{ height: height * scale }}>
        <iframe
          className={styles['page']}
          title={title}
          srcDoc={blank}
          style={{ width, height, transform: `scale(${scale})` }}
          onLoad={({ currentTarget }) => void dressed(currentTarget).then(setPage)}
        />
        {/* Words that the page in it still waits for must not take the form from the desk. */}
        {page && createPortal(<Suspense>{children}</Suspense>, page.body)}
      </div>
    </div>
  );
}

/** The frame's document once it looks like a page of this product. */
async function dressed({ contentDocument }: HTMLIFrameElement): Promise<Document | null> {
  if (!contentDocument) return null;
  const sheets = document.querySelectorAll('link[rel="stylesheet"], style[data-vite-dev-id]');
  const loaded = [...sheets].map((sheet) => {
    const copy = contentDocument.head.appendChild(sheet.cloneNode(true)) as HTMLElement;
    return copy.tagName === 'LINK' ? settled(copy) : null;
  });
  await Promise.all(loaded);
  return contentDocument;
}

function settled(link: HTMLElement): Promise<void> {
  return new Promise((done) => {
    link.onload = () => done();
    link.onerror = () => done();
  });
}
