import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { useSession } from '../../session.tsx';
import desk from '../desk.module.css';
import { instantOf, wallTime } from './hall-wall-time.ts';
import { InquiryDialog } from './InquiryDialog.tsx';

/** When the stream's own time began: each turn then keeps its moment in it. */
export function StreamCard({ view, mayRun }: { view: DeskView; mayRun: boolean }) {
  const { t } = useTranslation('inquiry-desk');
  const { timeZone, clockSkew } = useSession();
  const { state, busy, send } = useInquiryCommand();
  const [correcting, setCorrecting] = useState(false);
  const { streamUrl, streamStartedAt } = view;
  if (streamUrl === undefined && streamStartedAt === undefined) return null;
  return (
    <section className={desk['card']} aria-labelledby="stream">
      <h3 id="stream" className={desk['cardTitle']}>
        {t('stream.title')}
      </h3>
      {streamStartedAt === undefined ? (
        <>
          <p className={desk['help']}>{t('stream.markHelp')}</p>
          {mayRun && (
            <div>
              <Button
                disabled={busy}
                onClick={() => void send({ type: 'SetStreamStart', at: Date.now() - clockSkew })}
              >
                {t('stream.mark')}
              </Button>
            </div>
          )}
        </>
      ) : (
        <div className={desk['row']}>
          <p>{t('stream.marked', { time: wallTime(streamStartedAt, timeZone, true).slice(11) })}</p>
          {mayRun && (
            <Button look="quiet" onClick={() => setCorrecting(true)}>
              {t('stream.correct')}
            </Button>
          )}
        </div>
      )}
      <CommandNote state={state} />
      {correcting && streamStartedAt !== undefined && (
        <Correct at={streamStartedAt} onClose={() => setCorrecting(false)} />
      )}
    </section>
  );
}

function Correct({ at, onClose }: { at: number; onClose: () => void }) {
  const { t } = useTranslation('inquiry-desk');
  const { timeZone } = useSession();
  const id = useId();
  const [wall, setWall] = useState(() => wallTime(at, timeZone, true));
  const instant = instantOf(wall, timeZone);
  return (
    <InquiryDialog
      title={t('stream.correctTitle')}
      button={wall === '' ? t('stream.clear') : t('stream.save')}
      commands={Number.isNaN(instant) ? null : [{ type: 'SetStreamStart', at: instant }]}
      onClose={onClose}
    >
      <div className={desk['field']}>
        <label htmlFor={id}>{t('stream.at')}</label>
        <Input
          id={id}
          type="datetime-local"
          step={1}
          value={wall}
          onChange={({ target }) => setWall(target.value)}
        />
      </div>
    </InquiryDialog>
  );
}
