package dev.mainnet.job.dataset;

/** What is in a dataset's file. */
public sealed interface Content permits TableDescription, PicturesDescription, TextDescription {}
