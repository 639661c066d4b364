import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { useFormat } from '../../i18n/format.ts';
import { codeFace, useJoinAddress } from '../../inquiry/join.ts';
import { QrCode } from '../QrCode.tsx';
import styles from './poster.module.css';

/** One A4 sheet: what is asked about, when, and how to join. */
export function Poster({ view, onClose }: { view: DeskView; onClose: () => void }) {
  const { t } = useTranslation(['inquiry-desk', 'inquiry']);
  const format = useFormat();
  const dialog = useRef<HTMLDialogElement>(null);
  const { title, topic, startsAt, code, sittingTitle } = view;
  const { page, short } = useJoinAddress(code);
  useEffect(() => {
    document.body.dataset['printing'] = 'poster';
    dialog.current?.showModal();
    return () => {
      delete document.body.dataset['printing'];
    };
  }, []);
  return createPortal(
    <dialog ref={dialog} className={styles['view']} aria-label={t('public.posterTitle')} onClose={onClose}>
      <header className={styles['tools']}>
        <div>
          <h2>{t('public.posterTitle')}</h2>
          <p>{t('public.posterHelp')}</p>
        </div>
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{t('public.close')}</Button>
          <Button look="primary" onClick={() => print()}>
            {t('public.print')}
          </Button>
        </div>
      </header>
      <article className={styles['sheet']}>
        <p className={styles['sitting']}>{sittingTitle}</p>
        <p className={styles['what']}>{t('inquiry:title')}</p>
        <h3 className={styles['title']} data-long={[...title].length > 24}>
          {title}
        </h3>
        {startsAt !== undefined && (
          <p className={styles['when']}>{t('inquiry:list.starts', { at: format.dateTime(startsAt) })}</p>
        )}
        {topic !== '' && <p className={styles['topic']}>{topic}</p>}
        <p className={styles['departments']}>
          <strong>{t('public.departments')}</strong>{' '}
          {view.departmentOrder.map((id) => (
            <span key={id}>{view.departments[id]?.name}</span>
          ))}
        </p>
        <div className={styles['join']}>
          <QrCode text={page} label={t('public.qr')} />
          <div>
            <p className={styles['scan']}>{t('public.scan')}</p>
            <p>{t('public.orType', { address: short })}</p>
            <p className={styles['code']}>{codeFace(code)}</p>
          </div>
        </div>
      </article>
    </dialog>,
    document.body,
  );
}
