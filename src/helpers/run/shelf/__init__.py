"""A shelf of companies, a folder of filings each, read into one Parquet dataset: on all cores, or on a Dask cluster."""
