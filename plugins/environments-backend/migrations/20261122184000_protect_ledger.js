// @ts-check
const { randomUUID } = require('node:crypto');

const REFUSAL = 'rows of the ledger are never changed nor removed';
const FORWARD = 'the head of the ledger only ever moves forward';

/**
 * The application never changes a row of the ledger. These make every other client of the database that tries fail as well;
 * one who may take triggers away is found out by the hashes and the anchors.
 *
 * A later migration that alters one of these tables on SQLite makes the table anew, without them.
 *
 * @param {import('knex').Knex} knex
 */
async function protect(knex) {
  if (isPostgres(knex)) {
    await knex.raw(`CREATE FUNCTION cairn_refuse_ledger() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION '${REFUSAL}'; END $$ LANGUAGE plpgsql`);
    await knex.raw(`CREATE TRIGGER ledger_unchanged BEFORE UPDATE OR DELETE ON ledger
      FOR EACH ROW EXECUTE FUNCTION cairn_refuse_ledger()`);
    await knex.raw(`CREATE TRIGGER ledger_not_emptied BEFORE TRUNCATE ON ledger
      FOR EACH STATEMENT EXECUTE FUNCTION cairn_refuse_ledger()`);
    await knex.raw(`CREATE FUNCTION cairn_refuse_ledger_head() RETURNS trigger AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.sequence >= OLD.sequence AND NEW.installation = OLD.installation THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '${FORWARD}';
      END $$ LANGUAGE plpgsql`);
    await knex.raw(`CREATE TRIGGER ledger_head_forward BEFORE UPDATE OR DELETE ON ledger_head
      FOR EACH ROW EXECUTE FUNCTION cairn_refuse_ledger_head()`);
    return;
  }
  await knex.raw(
    `CREATE TRIGGER ledger_unchanged BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
  );
  await knex.raw(
    `CREATE TRIGGER ledger_not_removed BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
  );
  await knex.raw(
    `CREATE TRIGGER ledger_head_forward BEFORE UPDATE ON ledger_head
     WHEN NEW.sequence < OLD.sequence OR NEW.installation <> OLD.installation
     BEGIN SELECT RAISE(ABORT, '${FORWARD}'); END`,
  );
  await knex.raw(
    `CREATE TRIGGER ledger_head_not_removed BEFORE DELETE ON ledger_head BEGIN SELECT RAISE(ABORT, '${FORWARD}'); END`,
  );
}

/** @param {import('knex').Knex} knex */
async function unprotect(knex) {
  if (isPostgres(knex)) {
    await knex.raw('DROP TRIGGER ledger_unchanged ON ledger');
    await knex.raw('DROP TRIGGER ledger_not_emptied ON ledger');
    await knex.raw('DROP TRIGGER ledger_head_forward ON ledger_head');
    await knex.raw('DROP FUNCTION cairn_refuse_ledger()');
    await knex.raw('DROP FUNCTION cairn_refuse_ledger_head()');
    return;
  }
  for (const trigger of [
    'ledger_unchanged',
    'ledger_not_removed',
    'ledger_head_forward',
    'ledger_head_not_removed',
  ]) {
    await knex.raw(`DROP TRIGGER ${trigger}`);
  }
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('ledger_head', table => {
    table
      .string('hash', 64)
      .notNullable()
      .defaultTo('0'.repeat(64))
      .comment('Of the last row: one that is cut off is missed here');
    table
      .string('installation', 36)
      .notNullable()
      .defaultTo('')
      .comment('UUID of this ledger, beside its head wherever that is written');
  });
  const last = await knex('ledger').orderBy('sequence', 'desc').first('*');
  await knex('ledger_head').update({
    installation: randomUUID(),
    ...(last && { hash: last.hash, sequence: last.sequence }),
  });

  await knex.schema.createTable('ledger_anchors', table => {
    table.comment('Heads of the ledger that were written outside of the table');
    table.string('place').primary().comment('Where it was written');
    table.integer('sequence').notNullable();
    table.string('hash', 64).notNullable();
    table.string('at', 24).notNullable();
  });

  await protect(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await unprotect(knex);
  await knex.schema.dropTable('ledger_anchors');
  await knex.schema.alterTable('ledger_head', table => {
    table.dropColumns('hash', 'installation');
  });
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return /^pg|postgres/.test(String(knex.client.config.client));
}
