import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { codeFace, useJoinAddress } from '../../inquiry/join.ts';
import { useInquiry } from '../../inquiry/useInquiry.ts';
import { useSession } from '../../session.tsx';
import { reachable } from '../cards/PrintSheets.tsx';
import desk from '../desk.module.css';
import linkStyles from '../link.module.css';
import { QrCode } from '../QrCode.tsx';
import styles from './inquiry.module.css';
import { Poster } from './Poster.tsx';

/** Where the public watches and asks: the address, its code, and a poster to print. */
export function PublicSection() {
  const { t } = useTranslation(['inquiry-desk', 'host', 'common']);
  const view = useInquiry('desk');
  const { publicOrigin } = useSession();
  const { page, short } = useJoinAddress(view.code);
  const [printing, setPrinting] = useState(false);
  const [copied, setCopied] = useState<'no' | 'yes' | 'selected'>('no');
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(page);
      setCopied('yes');
    } catch {
      // The browser gives no clipboard: the address is selected, to be copied by hand.
      setCopied('selected');
    }
  };
  return (
    <section className={desk['card']} aria-labelledby="public">
      <div className={desk['cardHead']}>
        <h3 id="public">{t('public.title')}</h3>
        <IntakeTag view={view} />
      </div>
      <p>{t('public.help')}</p>
      {!reachable(publicOrigin) && (
        <Notice tone="warning">{t('public.unreachable', { origin: publicOrigin })}</Notice>
      )}
      <div className={linkStyles['link']}>
        <QrCode text={page} label={t('public.qr')} />
        <div className={linkStyles['text']}>
          <div className={desk['field']}>
            <label htmlFor="public-address">{t('public.address')}</label>
            <input
              id="public-address"
              ref={field}
              className={linkStyles['url']}
              value={page}
              readOnly
              onFocus={({ target }) => target.select()}
            />
          </div>
          <div className={desk['row']}>
            <Button look="quiet" onClick={() => void copy()}>
              {t('common:action.copy')}
            </Button>
            <a className={styles['link']} href={page} target="_blank" rel="noreferrer">
              {t('public.open')}
            </a>
            <span role="status">
              {copied === 'yes' && t('common:action.copied')}
              {copied === 'selected' && t('host:link.selected')}
            </span>
          </div>
          <p className={desk['help']}>{t('public.code')}</p>
          <p className={styles['code']}>{codeFace(view.code)}</p>
          <p className={desk['help']}>{t('public.codeHelp', { address: short })}</p>
          <div>
            <Button onClick={() => setPrinting(true)}>{t('public.poster')}</Button>
          </div>
        </div>
      </div>
      {printing && <Poster view={view} onClose={() => setPrinting(false)} />}
    </section>
  );
}

/** Whether the public may ask just now, and from when. */
export function IntakeTag({ view: { intake } }: { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const format = useFormat();
  const { state, askFrom } = intake;
  const words =
    state !== 'early'
      ? t(`public.intake.${state}`)
      : askFrom === undefined
        ? t('public.intake.undecided')
        : t('public.intake.early', { at: format.dateTime(askFrom) });
  return (
    <span
      className={desk['tag']}
      data-tone={state === 'open' ? 'open' : state === 'paused' ? 'stopped' : 'plain'}
    >
      {words}
    </span>
  );
}
