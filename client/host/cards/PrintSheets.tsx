import { useEffect, useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useView } from '../desk.ts';
import { QrCode } from '../QrCode.tsx';
import styles from './print.module.css';

export interface PrintedCard {
  deputy: Deputy;
  card: string;
  /** Null where somebody else tells it: the sheet says so. */
  pin: string | null;
}

const PER_SHEET = 8;

/** Cards on A4 sheets, eight to a sheet, held in memory only: closed, they are gone. */
export function PrintSheets({ cards, onClose }: { cards: readonly PrintedCard[]; onClose: () => void }) {
  const { t } = useTranslation(['cards', 'common']);
  const { title } = useView();
  const dialog = useRef<HTMLDialogElement>(null);
  const sheets = useMemo(
    () =>
      Array.from({ length: Math.ceil(cards.length / PER_SHEET) }, (_, at) =>
        cards.slice(at * PER_SHEET, (at + 1) * PER_SHEET),
      ),
    [cards],
  );
  useEffect(() => {
    document.body.dataset['printing'] = 'cards';
    dialog.current?.showModal();
    return () => {
      delete document.body.dataset['printing'];
    };
  }, []);
  return createPortal(
    <dialog
      ref={dialog}
      className={styles['view']}
      aria-label={t('sheets')}
      // What is printed is not to be had again: only the button closes it.
      onCancel={(event) => event.preventDefault()}
    >
      <header className={styles['tools']}>
        <div>
          <h2>{t('printTitle', { count: cards.length, sheets: sheets.length })}</h2>
          <p>{t('printHelp')}</p>
          {!reachable() && <Notice tone="warning">{t('unreachable', { origin: location.origin })}</Notice>}
        </div>
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{t('closeSheets')}</Button>
          <Button look="primary" onClick={() => print()}>
            {t('print')}
          </Button>
        </div>
      </header>
      {sheets.map((sheet, at) => (
        // Sheets never change their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: as said
        <section key={at} className={styles['sheet']} aria-label={t('sheet', { at: at + 1 })}>
          {sheet.map((card) => (
            <Card key={card.deputy.deputyId} card={card} title={title} />
          ))}
        </section>
      ))}
    </dialog>,
    document.body,
  );
}

/** A tablet opens it only under a name that is this server's everywhere, and votes only over HTTPS. */
export function reachable(origin = location.origin): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && !/^(?:localhost|.*\.localhost|127\..*|\[::1\])$/.test(hostname);
}

function Card({ card: { deputy, card, pin }, title }: { card: PrintedCard; title: string }) {
  const { t } = useTranslation(['cards']);
  const { name, delegation, seat } = deputy;
  const long = [...name].length > 10;
  return (
    <article className={styles['card']} aria-label={name}>
      <p className={styles['sitting']}>{title}</p>
      <div className={styles['body']}>
        <div className={styles['qr']}>
          <QrCode text={`${location.origin}/in#${card}`} label={t('qrOf', { name })} />
        </div>
        <div className={styles['who']}>
          {/* The point between the parts of a name stays with the part before it. */}
          <h3 data-long={long}>{name.replaceAll('·', '\u2060·')}</h3>
          <p>{delegation}</p>
          <p>{t('seat', { seat })}</p>
          <p className={styles['pin']}>
            <span>{t('pin')}</span>
            {pin === null ? (
              <em>{t('pinByOperator')}</em>
            ) : (
              <strong>{`${pin.slice(0, 3)} ${pin.slice(3)}`}</strong>
            )}
          </p>
        </div>
      </div>
      <p className={styles['what']}>{t('what')}</p>
    </article>
  );
}
