// @ts-check

/**
 * Times are RFC 3339 in UTC with milliseconds, as text: the same order on every database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_plans', table => {
    table.comment('Plans of golden paths, immutable and named by their digest');
    table.string('digest', 71).primary();
    table
      .text('plan', 'longtext')
      .notNullable()
      .comment('JSON: the plan, files included');
    table
      .text('request', 'longtext')
      .notNullable()
      .comment('JSON: template and values, to plan the same again');
    table.string('requested_by').notNullable().comment('Entity ref of a user');
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table
      .string('task_id', 64)
      .nullable()
      .comment('Task that carries the plan out; null: none has begun');
    table.string('begun_at', 24).nullable();
    table.index(['expires_at'], 'golden_path_plans_expiry_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_plans');
};
