// The accounts that the images of EC2 have from the start: what an appspec may name as owner, group and runas without
// having made it. From the images' /etc/passwd and /etc/group, and cloud-init's default user of each distribution. Pure.

export type HostImage = 'amazon-linux-2023' | 'amazon-linux-2' | 'ubuntu' | 'elastic-beanstalk';

/** What EC2 gives when a fleet names no image. */
export const defaultImage: HostImage = 'amazon-linux-2023';

export const imageNames: Readonly<Record<HostImage, string>> = {
  'amazon-linux-2023': 'Amazon Linux 2023',
  'amazon-linux-2': 'Amazon Linux 2',
  ubuntu: 'Ubuntu',
  'elastic-beanstalk': 'Elastic Beanstalk on Amazon Linux',
};

/**
 * The image that an ImageId names: a public parameter (`resolve:ssm:/aws/service/…`), the name of an image, or a short
 * word for it. Undefined for an id (`ami-…`), which says nothing here, and for images of other systems.
 */
export function imageOf(imageId: string): HostImage | undefined {
  if (/^ami-[0-9a-f]+$/i.test(imageId)) return undefined;
  if (/elasticbeanstalk/i.test(imageId)) return 'elastic-beanstalk';
  if (/ubuntu/i.test(imageId)) return 'ubuntu';
  if (/al2023|amazon[- ]?linux[- ]?2023/i.test(imageId)) return 'amazon-linux-2023';
  return /amzn2|^al2$|amazon[- ]?linux[- ]?2$/i.test(imageId) ? 'amazon-linux-2' : undefined;
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export interface ImageAccounts {
  /** The account that people log in with. */
  readonly login: Account;
  /** Rights of its home folder. */
  readonly homeMode: number;
  /** All of the image, root and the login included. */
  readonly accounts: readonly Account[];
  readonly groups: readonly Group[];
}

const nologin = '/sbin/nologin';
const bash = '/bin/bash';

/** `name uid gid home shell`, separated by spaces. */
function accounts(text: string): readonly Account[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', uid = '', gid = '', home = '/', shell = nologin] = line.trim().split(' ');
      return { name, uid: Number(uid), gid: Number(gid), comment: name, home, shell };
    });
}

/** `name:gid`, separated by spaces; the login is a member of those that end in `*`. */
function groups(text: string, login: string): readonly Group[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', gid = ''] = word.split(':');
      return { name, gid: Number.parseInt(gid, 10), members: word.endsWith('*') ? [login] : [] };
    });
}

const amazonAccounts = accounts(`
  root 0 0 /root ${bash}
  bin 1 1 /bin
  daemon 2 2 /sbin
  adm 3 4 /var/adm
  lp 4 7 /var/spool/lpd
  sync 5 0 /sbin /bin/sync
  shutdown 6 0 /sbin /sbin/shutdown
  halt 7 0 /sbin /sbin/halt
  mail 8 12 /var/spool/mail
  operator 11 0 /root
  games 12 100 /usr/games
  ftp 14 50 /var/ftp
  sshd 74 74 /usr/share/empty.sshd
  dbus 81 81 /
  systemd-network 192 192 /
`);

const amazonGroups = `root:0 bin:1 daemon:2 sys:3 adm:4* tty:5 disk:6 lp:7 mem:8 kmem:9 wheel:10* cdrom:11 mail:12 man:15
  dialout:18 floppy:19 games:20 utmp:22 tape:33 kvm:36 video:39 ftp:50 lock:54 audio:63 sshd:74 dbus:81 users:100
  systemd-journal:190* systemd-network:192`;

const ec2User: Account = {
  name: 'ec2-user',
  uid: 1000,
  gid: 1000,
  comment: 'EC2 Default User',
  home: '/home/ec2-user',
  shell: bash,
};

function amazonLinux(userId: number, more: readonly Account[] = []): ImageAccounts {
  const others = accounts(`nobody ${userId} ${userId} /`);
  return {
    login: ec2User,
    homeMode: 0o700,
    accounts: [...amazonAccounts, ...others, ec2User, ...more],
    groups: [
      ...groups(`${amazonGroups} nobody:${userId}`, ec2User.name),
      ...[ec2User, ...more].map(({ name, gid }) => ({ name, gid, members: [] })),
    ],
  };
}

const ubuntuLogin: Account = {
  name: 'ubuntu',
  uid: 1000,
  gid: 1000,
  comment: 'Ubuntu',
  home: '/home/ubuntu',
  shell: bash,
};

const ubuntuAccounts = accounts(`
  root 0 0 /root ${bash}
  daemon 1 1 /usr/sbin /usr/sbin/nologin
  bin 2 2 /bin /usr/sbin/nologin
  sys 3 3 /dev /usr/sbin/nologin
  sync 4 65534 /bin /bin/sync
  games 5 60 /usr/games /usr/sbin/nologin
  man 6 12 /var/cache/man /usr/sbin/nologin
  lp 7 7 /var/spool/lpd /usr/sbin/nologin
  mail 8 8 /var/mail /usr/sbin/nologin
  news 9 9 /var/spool/news /usr/sbin/nologin
  uucp 10 10 /var/spool/uucp /usr/sbin/nologin
  proxy 13 13 /bin /usr/sbin/nologin
  www-data 33 33 /var/www /usr/sbin/nologin
  backup 34 34 /var/backups /usr/sbin/nologin
  list 38 38 /var/list /usr/sbin/nologin
  irc 39 39 /run/ircd /usr/sbin/nologin
  nobody 65534 65534 /nonexistent /usr/sbin/nologin
`);

const ubuntuGroups = `root:0 daemon:1 bin:2 sys:3 adm:4* tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15
  dialout:20* fax:21 voice:22 cdrom:24* floppy:25* tape:26 sudo:27* audio:29* dip:30* www-data:33 backup:34 operator:37
  list:38 irc:39 src:40 shadow:42 utmp:43 video:44* sasl:45 plugdev:46* staff:50 games:60 users:100 nogroup:65534
  netdev:118* lxd:119* ubuntu:1000`;

/** The account that the platforms of Elastic Beanstalk run applications with. */
const webapp: Account = {
  name: 'webapp',
  uid: 900,
  gid: 900,
  comment: 'webapp',
  home: '/home/webapp',
  shell: bash,
};

export const imageAccounts: Readonly<Record<HostImage, ImageAccounts>> = {
  'amazon-linux-2023': amazonLinux(65_534),
  'amazon-linux-2': amazonLinux(99),
  'elastic-beanstalk': amazonLinux(65_534, [webapp]),
  ubuntu: {
    login: ubuntuLogin,
    homeMode: 0o750,
    accounts: [...ubuntuAccounts, ubuntuLogin],
    groups: groups(ubuntuGroups, ubuntuLogin.name),
  },
};

/** Accounts that no image has and a package makes, by the package on Amazon Linux and on Ubuntu. */
const packages: Readonly<Record<string, { readonly amazon?: string; readonly ubuntu?: string }>> = {
  apache: { amazon: 'httpd' },
  mysql: { amazon: 'mariadb105-server', ubuntu: 'mysql-server' },
  nginx: { amazon: 'nginx' },
  postgres: { amazon: 'postgresql15-server', ubuntu: 'postgresql' },
  redis: { amazon: 'redis6', ubuntu: 'redis-server' },
  tomcat: { amazon: 'tomcat10', ubuntu: 'tomcat10' },
};

/** The package of the image that makes the account, where it is a usual one. */
export function packageOf(account: string, image: HostImage): string | undefined {
  return packages[account]?.[image === 'ubuntu' ? 'ubuntu' : 'amazon'];
}

/** Another image that has the account or group from the start. */
export function imageWith(account: string, image: HostImage): HostImage | undefined {
  const others: readonly HostImage[] = ['amazon-linux-2023', 'ubuntu'];
  const has = ({ accounts: all, groups: every }: ImageAccounts): boolean =>
    [...all, ...every].some(({ name }) => name === account);
  if (has(imageAccounts[image])) return undefined;
  return others.find((other) => has(imageAccounts[other]));
}
