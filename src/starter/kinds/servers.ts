// Servers in Rust, Ruby and PHP: CodeDeploy puts them on instances. The builds of their languages are here too.
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { minorOf, pinnedVersion } from '../pinned-version.ts';
import { asOneCommand, webProcess } from '../procfile.ts';
import { runtimeOf, runtimeVersion } from '../runtime-version.ts';
import { assetsOf } from './assets.ts';
import { everything } from './everything.ts';

export function rustBuild(folder: Folder): StarterBuild {
  return {
    runtimes: runtimeVersion(
      'rust',
      /^channel\s*=\s*"(1\.\d+)/m.exec(folder.read('rust-toolchain.toml') ?? '')?.[1] ??
        minorOf(pinnedVersion(folder, 'rust')),
    ),
    test: ['cargo test --workspace'],
    build: ['cargo build --release --workspace'],
    artifacts: { files: ['target/release/*'] },
    cache: ['/root/.cargo/registry/**/*'],
  };
}

export function detectRustServer(folder: Folder): Detected | undefined {
  const manifest = folder.read('Cargo.toml') ?? '';
  const name = /^\[package\][^[]*?^name\s*=\s*"([\w-]+)"/ms.exec(manifest)?.[1];
  const main = firstOf(folder, 'src/main.rs');
  if (name === undefined || main === undefined) return undefined;
  const framework = /^(axum|actix-web|rocket|warp|poem|salvo|tide|ntex)\b/m.exec(manifest)?.[1];
  const listens = (folder.read(main) ?? '').includes('TcpListener::bind(');
  if (framework === undefined && !listens) return undefined;
  const build = rustBuild(folder);
  return {
    title: 'a server in Rust',
    evidence: [framework === undefined ? `${main}: TcpListener` : `Cargo.toml: ${framework}`],
    build: {
      ...build,
      build: [...(build.build ?? []), `cp target/release/${name} app`],
      artifacts: { files: ['app', ...assetsOf(folder, /\.rs$/)] },
    },
    ...(framework === 'rocket'
      ? {
          delivery: {
            type: 'codedeploy',
            start: 'env ROCKET_ADDRESS=0.0.0.0 ROCKET_PORT="$PORT" ./app',
            programs: [],
          },
        }
      : {
          delivery: { type: 'codedeploy', start: './app', programs: [] },
          ...(readsPort(folder) ? {} : { notes: ['it has to listen on the port of the variable PORT'] }),
        }),
  };
}

/** Of the environment, in any of its sources. */
function readsPort({ files, read }: Folder): boolean {
  return files.some((file) => file.endsWith('.rs') && /\benv!?\b[^;]*"PORT"/.test(read(file) ?? ''));
}

export function rubyBuild(folder: Folder): StarterBuild {
  return {
    ...runtimeOf(
      'ruby',
      minorOf(
        folder.read('.ruby-version') ??
          /^ruby\s+["'](\d[\d.]*)/m.exec(folder.read('Gemfile') ?? '')?.[1] ??
          pinnedVersion(folder, 'ruby'),
      ),
    ),
    install: ['bundle install'],
    test: rubyTests(folder),
    build: [
      'ruby -e "Dir[%q(**/*.rb)].reject { |file| file.start_with?(%q(vendor/)) }.each { |file| RubyVM::InstructionSequence.compile_file(file) }"',
    ],
    artifacts: everything,
  };
}

function rubyTests({ files, read }: Folder): readonly string[] {
  if (files.some((file) => file.startsWith('spec/'))) return ['bundle exec rspec'];
  const isTested = files.includes('Rakefile') && files.some((file) => file.startsWith('test/'));
  if (!isTested) return [];
  // Ruby brings rake, and Bundler finds only what a Gemfile leads to.
  const isInBundle = /\b(rake|rails|gemspec)\b/.test(`${read('Gemfile') ?? ''}${read('Gemfile.lock') ?? ''}`);
  return [isInBundle ? 'bundle exec rake test' : 'rake test'];
}

/** Rack's way of a server: Rails, Sinatra, Hanami and others have a config.ru. Else a Procfile has it, or a file of Sinatra. */
export function detectRubyServer(folder: Folder): Detected | undefined {
  const web = webProcess(folder, 'ruby');
  const rack = firstOf(folder, 'config.ru');
  const program = folder.files.find(
    (file) => /^[^/]+\.rb$/.test(file) && /^require ['"]sinatra['"]/m.test(folder.read(file) ?? ''),
  );
  const evidence = rack ?? (web === undefined ? program : 'Procfile: web');
  if (firstOf(folder, 'Gemfile') === undefined || evidence === undefined) return undefined;
  const gems = `${folder.read('Gemfile') ?? ''}\n${folder.read('Gemfile.lock') ?? ''}`;
  const uses = (gem: string): boolean => new RegExp(`(['"\\s])${gem}(['"\\s(]|$)`, 'm').test(gems);
  const framework = ['rails', 'sinatra', 'hanami', 'roda', 'grape'].find(uses);
  const build = rubyBuild(folder);
  const racked = uses('puma')
    ? 'bundle exec puma --bind "tcp://0.0.0.0:$PORT"'
    : 'bundle exec rackup --host 0.0.0.0 --port "$PORT"';
  const usual =
    rack === undefined && program !== undefined
      ? `bundle exec ruby ${program} -o 0.0.0.0 -p "$PORT"`
      : racked;
  const start = web === undefined ? usual : asOneCommand(web);
  return {
    title: 'a server in Ruby',
    evidence: [evidence, ...(framework === undefined ? [] : [`Gemfile: ${framework}`])],
    build: {
      ...build,
      // The gems go with the application: an instance installs none.
      install: ['bundle config set --local path vendor/bundle', ...(build.install ?? [])],
    },
    delivery: { type: 'codedeploy', start, programs: ['ruby', 'bundle'] },
  };
}

export function phpBuild(folder: Folder): StarterBuild {
  const { files } = folder;
  return {
    ...runtimeOf('php', /"php"\s*:\s*"[^"\d]*(\d\.\d)/.exec(folder.read('composer.json') ?? '')?.[1]),
    install: files.includes('composer.json') ? ['composer install --no-interaction --no-progress'] : [],
    test: files.some((file) => file.startsWith('phpunit.xml')) ? ['vendor/bin/phpunit'] : [],
    build: ['find . -name "*.php" -not -path "./vendor/*" -print0 | xargs -0 -r -n 1 php -l'],
    artifacts: everything,
  };
}

export function detectPhpServer(folder: Folder): Detected | undefined {
  const page = firstOf(folder, 'public/index.php', 'web/index.php', 'index.php');
  if (page === undefined) return undefined;
  const root = page.includes('/') ? page.slice(0, page.indexOf('/')) : undefined;
  const framework = /"(laravel\/framework|symfony\/framework-bundle|slim\/slim|cakephp\/cakephp)"/.exec(
    folder.read('composer.json') ?? '',
  )?.[1];
  return {
    title: 'a server in PHP',
    evidence: [page, ...(framework === undefined ? [] : [`composer.json: ${framework}`])],
    build: phpBuild(folder),
    delivery: {
      type: 'codedeploy',
      start: `php -S "0.0.0.0:$PORT"${root === undefined ? '' : ` -t ${root}`}`,
      programs: ['php'],
    },
    notes: ["PHP's own web server serves it: put nginx and php-fpm into deploy/start.sh before it is used"],
  };
}
