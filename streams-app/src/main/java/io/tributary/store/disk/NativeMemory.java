package io.tributary.store.disk;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** The memory outside the heap that all tables of the process share, and their options. Lives as long as the process. */
final class NativeMemory {
    /** For blocks, indexes, filters and write buffers of all tables together. */
    private static final long CACHE_BYTES = 64L << 20;

    /**
     * The whole cache is one: RocksDB would make 64 of 1 MB each, in which the filter of a large table does not fit, so that it would be
     * read from its file for each key that is asked for.
     */
    private static final int CACHE_SHARD_BITS = 0;

    /** The part of it that write buffers may take; beyond it the largest is written out. */
    private static final long BUFFER_BYTES = 32L << 20;

    /** A table's write buffer. Small, so that there are few bytes to replay after a kill. */
    private static final long TABLE_BUFFER_BYTES = 8L << 20;

    /**
     * Values from this size on, which are a task's segments of ids and of impressions, lie in files of their own, so that compactions do
     * not copy them: they are written once, in order, and removed in order, and a file goes when its last segment does.
     */
    private static final long MIN_BLOB_BYTES = 4_096;

    private static final double FILTER_BITS_PER_KEY = 10;
    /** Of a table's write buffer, for a filter of its own: most order lines that are looked for are new, and in none of the tables. */
    private static final double BUFFER_FILTER_SHARE = 0.02;

    private static final Cache CACHE;
    private static final WriteBufferManager BUFFERS;
    private static final BloomFilter FILTER;

    static {
        RocksDB.loadLibrary();
        CACHE = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
        BUFFERS = new WriteBufferManager(BUFFER_BYTES, CACHE);
        FILTER = new BloomFilter(FILTER_BITS_PER_KEY);
    }

    private NativeMemory() {}

    /** Options of a table; the caller closes them. Not compressed and no statistics: what is scarce is CPU, not disk. */
    static Options options() {
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(BUFFERS)
                .setWriteBufferSize(TABLE_BUFFER_BYTES)
                .setMemtablePrefixBloomSizeRatio(BUFFER_FILTER_SHARE)
                .setMemtableWholeKeyFiltering(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setEnableBlobFiles(true)
                .setMinBlobSize(MIN_BLOB_BYTES)
                .setEnableBlobGarbageCollection(true)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(1)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(CACHE)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setWholeKeyFiltering(true)
                        .setFilterPolicy(FILTER));
    }
}
