import 'i18next';
import type accounts from './zh-CN/accounts.ts';
import type acts from './zh-CN/acts.ts';
import type ballot from './zh-CN/ballot.ts';
import type card from './zh-CN/card.ts';
import type cards from './zh-CN/cards.ts';
import type common from './zh-CN/common.ts';
import type devices from './zh-CN/devices.ts';
import type hall from './zh-CN/hall.ts';
import type host from './zh-CN/host.ts';
import type inquiry from './zh-CN/inquiry.ts';
import type inquiryDesk from './zh-CN/inquiry-desk.ts';
import type inquiryLog from './zh-CN/inquiry-log.ts';
import type log from './zh-CN/log.ts';
import type moderation from './zh-CN/moderation.ts';
import type papers from './zh-CN/papers.ts';
import type presence from './zh-CN/presence.ts';
import type record from './zh-CN/record.ts';
import type refusals from './zh-CN/refusals.ts';
import type report from './zh-CN/report.ts';
import type roll from './zh-CN/roll.ts';
import type scrutineer from './zh-CN/scrutineer.ts';
import type tablet from './zh-CN/tablet.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      accounts: typeof accounts;
      acts: typeof acts;
      ballot: typeof ballot;
      card: typeof card;
      cards: typeof cards;
      common: typeof common;
      devices: typeof devices;
      hall: typeof hall;
      host: typeof host;
      inquiry: typeof inquiry;
      'inquiry-desk': typeof inquiryDesk;
      'inquiry-log': typeof inquiryLog;
      log: typeof log;
      moderation: typeof moderation;
      papers: typeof papers;
      presence: typeof presence;
      record: typeof record;
      refusals: typeof refusals;
      report: typeof report;
      roll: typeof roll;
      scrutineer: typeof scrutineer;
      tablet: typeof tablet;
    };
  }
}
